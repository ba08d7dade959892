/** What a person reads: the progress of a run and the table at its end. */
package dev.ifsbench.report;
