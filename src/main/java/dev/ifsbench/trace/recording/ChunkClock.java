package dev.ifsbench.trace.recording;

import dev.ifsbench.trace.recording.ChunkHeaders.Chunk;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the time of chunks that are read one by one. Each chunk records when it began, by the
 * system's clock and by the one that times its events. The two are not read at the same moment, so
 * a chunk's events may seem to lie some hundred nanoseconds before those of the chunk before. As
 * long as chunks follow each other, the first one's reading counts for all.
 */
final class ChunkClock {
  private Chunk first;
  private Chunk last;

  /**
   * Advances to a chunk.
   *
   * @return the nanoseconds to be added to the times of its events
   */
  long advance(Chunk chunk) {
    if (last == null || !RecordingParts.follows(last, chunk)) {
      first = chunk;
    }
    last = chunk;
    double seconds = (chunk.startTicks() - first.startTicks()) / (double) chunk.ticksPerSecond();
    return Math.round(seconds * TimeUnit.SECONDS.toNanos(1))
        - (chunk.startNanos() - first.startNanos());
  }
}
