/**
 * What benchmarks are made of: layers, sockets, buffers and the parameters of JMH that choose them.
 * Start with {@link LayerStack}; {@link HandleKind} names the kinds of handle that are compared.
 */
package dev.ifsbench.bench.state;
