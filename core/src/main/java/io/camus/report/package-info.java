/**
 * Reporting of a run's progress and result: {@link io.camus.report.RunListener}, and {@link
 * io.camus.report.RunSummary} with its JSON. Read {@link io.camus.report.RunListener} first.
 */
package io.camus.report;
