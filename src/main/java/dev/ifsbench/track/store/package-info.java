/**
 * Keeps runs, in folders or in PostgreSQL, so that a killed run loses nothing that was finished.
 * Start with {@link ResultStore}; {@link RunJournal} keeps each fork as soon as it is finished.
 */
package dev.ifsbench.track.store;
