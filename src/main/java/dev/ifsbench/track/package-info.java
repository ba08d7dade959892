/**
 * Runs benchmarks in rounds, keeps their results and compares them.
 *
 * <p>A {@link dev.ifsbench.track.Rounds} measures every {@link dev.ifsbench.track.Combination} once
 * a round, each in a {@link dev.ifsbench.track.Fork} of its own; {@link
 * dev.ifsbench.track.Measurements} holds the complete rounds, {@link dev.ifsbench.track.RunFolder}
 * keeps them on disk, and {@link dev.ifsbench.track.Comparison} says what they show, with the
 * intervals of {@link dev.ifsbench.track.Estimator}.
 *
 * <p>Latencies at a fixed rate are measured in the same rounds: each {@link
 * dev.ifsbench.track.LatencyCombination} in a JVM that {@link dev.ifsbench.track.LatencyForks}
 * starts, which delivers a {@link dev.ifsbench.track.LatencySample}; {@link
 * dev.ifsbench.track.LatencyFiles} keeps these, and {@link dev.ifsbench.track.LatencySummary} says
 * what they show.
 *
 * <p>A {@link dev.ifsbench.track.ResultStore}, a {@link dev.ifsbench.track.FolderStore} or a {@link
 * dev.ifsbench.track.PostgresStore}, has all runs, each with a {@link dev.ifsbench.track.Manifest};
 * {@link dev.ifsbench.track.RunReference} finds the one that is meant. Any benchmarks are tracked
 * in the same rounds, by {@link dev.ifsbench.track.TrackedForks}, and a {@link
 * dev.ifsbench.track.TrackJournal} keeps each fork as soon as it is finished.
 *
 * <p>{@link dev.ifsbench.track.Environment} says where a run was made, and {@link
 * dev.ifsbench.track.Disturbances} what disturbed it there. Whether that is the same environment as
 * another run's is for {@link dev.ifsbench.track.Circumstances} to say, and whether both were
 * measured in the same way for {@link dev.ifsbench.track.MeasurementSettings}; {@link
 * dev.ifsbench.track.RunConditions} has both of two runs.
 *
 * <p>Runs that are kept, whoever made them, are read into {@link dev.ifsbench.track.RunResults},
 * which holds a {@link dev.ifsbench.track.BenchmarkSeries} for each benchmark and percentile.
 * {@link dev.ifsbench.track.RunComparison} compares two of them with the same estimator, and {@link
 * dev.ifsbench.track.Gate} lets one pass or not. {@link dev.ifsbench.track.ChangePoints} finds
 * where the level of a whole history moved.
 */
package dev.ifsbench.track;
