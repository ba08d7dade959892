/**
 * What a terminal shows: tables, verdicts and progress. Start with {@link TextTable}; {@link
 * RunReport} is the headline's page.
 */
package dev.ifsbench.report.text;
