/**
 * The states of benchmarks that do with a socket what runtimes do: completion ports, extension
 * functions, datagrams with their addresses. Start with {@link
 * dev.ifsbench.bench.state.technique.PortWait}.
 */
package dev.ifsbench.bench.state.technique;
