/**
 * Creates the parts of a run from the configuration. Read {@link io.camus.wiring.Wiring} first;
 * {@link io.camus.wiring.TopicPulls} defines how the records of a topic are handled.
 */
package io.camus.wiring;
