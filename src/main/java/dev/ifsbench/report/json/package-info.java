/**
 * What programs read: comparisons, histories and traces as JSON. Start with {@link JsonReport};
 * {@link TraceFormat} has the formats of a trace.
 */
package dev.ifsbench.report.json;
