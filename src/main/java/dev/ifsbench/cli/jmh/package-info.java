/**
 * JMH's own command line: its arguments are checked before anything runs, and its failures are
 * told. Start with {@link JmhCommand}.
 */
package dev.ifsbench.cli.jmh;
