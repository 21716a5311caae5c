/**
 * The proof of a destination against Kafka: the brokers' earliest offsets of the committed ranges
 * is pulled again, and its digest held against the one that the commit log has had since the first
 * pull. Nothing is written. Read {@link io.camus.repull.KafkaVerification} first.
 */
package io.camus.repull;
