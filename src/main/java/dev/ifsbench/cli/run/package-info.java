/**
 * The runs behind the commands. Start with {@link RoundsRun}, which measures, keeps and shows a run
 * of {@code track}.
 */
package dev.ifsbench.cli.run;
