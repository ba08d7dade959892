/**
 * Checks the events of a recording against the rules of the API. Start with {@link RuleChecker};
 * {@link Rule} says what each rule is and where it is published.
 */
package dev.ifsbench.trace.check;
