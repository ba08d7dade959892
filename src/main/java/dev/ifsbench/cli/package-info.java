/**
 * The command line: this project's own commands, and JMH's for everything else.
 *
 * <p>{@link dev.ifsbench.cli.Main} decides which; exit code 0 means that all went as asked, 1 that
 * a run failed or could not begin, 2 that one of this project's commands was called wrongly; {@code
 * gate} has exit codes of its own.
 */
package dev.ifsbench.cli;
