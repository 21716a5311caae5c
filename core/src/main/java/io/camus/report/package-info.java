/**
 * What a run tells while it works and when it has ended: {@link io.camus.report.RunListener}, and
 * {@link io.camus.report.RunSummary} with its JSON.
 */
package io.camus.report;
