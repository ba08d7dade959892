/**
 * What a terminal shows: its width, its characters, its colours, and the one table that is laid out
 * for them. {@link dev.ifsbench.report.screen.Screen} is the class to read first.
 */
package dev.ifsbench.report.screen;
