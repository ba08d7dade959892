/**
 * What is known of runs already, kept beside them so that it need not be read out of thousands of
 * files again. It is never the only copy of anything: what is missing, stale or broken is read
 * anew. Start with {@link RunIndex}.
 */
package dev.ifsbench.track.index;
