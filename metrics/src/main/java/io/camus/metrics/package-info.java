/**
 * Metrics of a run for Prometheus, pushed to a Pushgateway or written as a file. {@link
 * io.camus.metrics.RunMetrics} lists them. Read it first.
 */
package io.camus.metrics;
