/**
 * What a person reads: the progress of a run, the table at its end, two runs side by side, and
 * {@link dev.ifsbench.report.html.HtmlReport}, the page with charts; and what other tools read, in
 * their own formats.
 */
package dev.ifsbench.report;
