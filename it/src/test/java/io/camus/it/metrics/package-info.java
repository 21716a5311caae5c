/** What runs report: to Prometheus, to OpenLineage, and to Kafka's tools for consumer groups. */
package io.camus.it.metrics;
