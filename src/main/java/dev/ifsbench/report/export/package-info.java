/**
 * Results in the formats of other tools. Start with {@link ExportFormat} for a run, {@link
 * CheckFormat} for a comparison.
 */
package dev.ifsbench.report.export;
