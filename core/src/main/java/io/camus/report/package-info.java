/**
 * What a run tells while it works and when it has ended: {@link io.camus.report.RunListener}, and
 * {@link io.camus.report.RunSummary} with its JSON. Read {@link io.camus.report.RunListener} first.
 */
package io.camus.report;
