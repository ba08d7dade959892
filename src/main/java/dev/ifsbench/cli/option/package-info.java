/**
 * Options and arguments that several commands share, and the one way to refuse them. Start with
 * {@link UserError}; every refusal of bad input is one.
 */
package dev.ifsbench.cli.option;
