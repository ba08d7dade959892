/**
 * The reports that commands print: tables, verdicts and progress. {@link
 * dev.ifsbench.report.text.RunReport}, the headline's, is the class to read first.
 */
package dev.ifsbench.report.text;
