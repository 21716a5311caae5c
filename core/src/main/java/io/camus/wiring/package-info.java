/**
 * Puts the parts of a run together as the configuration says. Read {@link io.camus.wiring.Wiring}
 * first; {@link io.camus.wiring.TopicPulls} knows how the records of a topic are handled.
 */
package io.camus.wiring;
