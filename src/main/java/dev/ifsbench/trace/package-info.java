/**
 * Tracing: what providers do to handles, as events of JDK Flight Recorder, and reading them back.
 *
 * <p>Every call that creates, modifies or closes a handle is an event; failed calls too. They are
 * recorded by any recording without further settings ({@code -XX:StartFlightRecording}, {@code jcmd
 * JFR.start}, JMH's {@code -prof jfr}). Three kinds are off by default, because they occur with
 * calls on sockets: the query upcall, which is sampled, the look-up of a call's provider, and the
 * {@code ReadFile} or {@code WriteFile} that reached a created handle's owner. Sending and
 * receiving themselves make no events at all, and a send or receive on a handle that is no socket
 * any more makes one only because it fails. {@code ifsbench.jfc} in this package turns everything
 * on.
 *
 * <p>A recording started on the command line keeps its last 250 MB unless it is given {@code
 * maxsize=0}; handles announced before are then not judged.
 *
 * <p>Every event has the number of its handle table, which is one started Winsock's and its own
 * among all class loaders of a process; a handle is known by both. Only a recording that has {@code
 * jdk.DataLoss}, as with {@code ifsbench.jfc}, can tell that events were lost.
 *
 * <p>What is a violation and what a remark, and why, is documented for each {@link
 * dev.ifsbench.trace.check.Rule}.
 *
 * <p>Settings of the events, besides Flight Recorder's own:
 *
 * <ul>
 *   <li>{@code catalogEntryIds}: only calls of these catalog entries, such as {@code 1001+1006};
 *       {@code *}, the default, for all.
 *   <li>{@code every}, of the query upcall: one call in N, at random; 100 by default. All failed
 *       ones are recorded.
 * </ul>
 *
 * <p>Reading back: {@link dev.ifsbench.trace.recording.Recordings} turns a recording into a stream
 * of {@link dev.ifsbench.trace.recording.TraceEvent}s in the order of their ends, {@link
 * dev.ifsbench.trace.check.RuleChecker} checks them against the rules of the API, {@link
 * dev.ifsbench.trace.check.TraceSummary} counts and times them, and {@link
 * dev.ifsbench.trace.recording.LongCalls} reads them again in the order of their starts, for
 * people. {@link dev.ifsbench.trace.recording.LiveEvents} are those of a running JVM.
 */
package dev.ifsbench.trace;
