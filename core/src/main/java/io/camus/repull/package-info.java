/**
 * Verifies a destination against Kafka: pulls what the brokers still have of the committed ranges
 * again, and compares its digest with that of the first pull in the commit log. Writes nothing.
 * Read {@link io.camus.repull.KafkaVerification} first.
 */
package io.camus.repull;
