/** Tests of completions against closes: an overlapped operation ends exactly once. */
package dev.ifsbench.stress.completion;
