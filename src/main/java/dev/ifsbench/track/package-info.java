/**
 * Runs benchmarks in rounds, keeps their results and compares them.
 *
 * <p>A {@link dev.ifsbench.track.run.Rounds} measures every {@link
 * dev.ifsbench.track.run.ForkGroup} of {@link dev.ifsbench.track.run.BenchmarkId}s once a round,
 * each in a JVM that {@link dev.ifsbench.track.run.SingleForks} or {@link
 * dev.ifsbench.track.run.PairedForks} starts; {@link dev.ifsbench.track.run.Measurements} holds the
 * complete rounds, {@link dev.ifsbench.track.store.RunFolder} keeps them on disk, and {@link
 * dev.ifsbench.track.compare.RunComparison} says what they show, with the intervals of {@link
 * dev.ifsbench.track.stats.Estimator}.
 *
 * <p>Latencies at a fixed rate are measured in the same rounds: each benchmark in a JVM that {@link
 * dev.ifsbench.track.run.LatencyForks} starts, which delivers a {@link
 * dev.ifsbench.bench.latency.LatencySample}; {@link dev.ifsbench.track.store.LatencyFiles} keeps
 * these, and {@link dev.ifsbench.track.compare.LatencySummary} says what they show.
 *
 * <p>A {@link dev.ifsbench.track.store.ResultStore}, a {@link dev.ifsbench.track.store.FolderStore}
 * or a {@link dev.ifsbench.track.store.PostgresStore}, has all runs, each with a {@link
 * dev.ifsbench.track.store.Manifest}; {@link dev.ifsbench.track.store.RunReference} finds the one
 * that is meant. Any benchmarks are tracked in the same rounds, and a {@link
 * dev.ifsbench.track.store.RunJournal} keeps each fork as soon as it is finished.
 *
 * <p>{@link dev.ifsbench.track.environment.Environment} says where a run was made, and {@link
 * dev.ifsbench.track.environment.NoiseSources} what disturbed it there. Whether that is the same
 * environment as another run's is for {@link dev.ifsbench.track.environment.Circumstances} to say,
 * and whether both were measured in the same way for {@link
 * dev.ifsbench.track.series.MeasurementSettings}; {@link dev.ifsbench.track.compare.RunConditions}
 * has both of two runs.
 *
 * <p>Runs that are kept, whoever made them, are read into {@link
 * dev.ifsbench.track.series.RunResults}, which holds a {@link
 * dev.ifsbench.track.series.BenchmarkSeries} for each benchmark and percentile. {@link
 * dev.ifsbench.track.compare.RunComparison} compares two of them with the same estimator, and
 * {@link dev.ifsbench.track.compare.Gate} lets one pass or not. {@link
 * dev.ifsbench.track.changepoint.ChangePoints} finds where the level of a whole history moved.
 */
package dev.ifsbench.track;
