/**
 * The runs behind the commands. Start with {@link RoundsLoop}, by which all of them measure in
 * rounds, and {@link TrackRun}, which keeps each fork; the others keep complete rounds in a {@link
 * RunRecord}.
 */
package dev.ifsbench.cli.run;
