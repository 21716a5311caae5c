/**
 * A real Kafka broker for development, tests and the demo, in a separate process or in this one.
 * Read {@link io.camus.it.cluster.DevBroker} first.
 */
package io.camus.it.cluster;
