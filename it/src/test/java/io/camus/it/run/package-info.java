/**
 * End-to-end tests: the distribution's command against a real broker, each result compared with
 * Kafka byte for byte. Read {@link io.camus.it.run.FirstRunIT} first.
 */
package io.camus.it.run;
