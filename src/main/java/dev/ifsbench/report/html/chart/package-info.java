/**
 * The charts of a page as SVG that needs no script and no inline style: places along a chart are
 * shares of its width, so that text keeps its size on every screen. Start with {@link
 * dev.ifsbench.report.html.chart.XyPlot}.
 */
package dev.ifsbench.report.html.chart;
