/**
 * The page with charts. Start with {@link HtmlReport}, which draws it; each section is a class of
 * its own.
 */
package dev.ifsbench.report.html;
