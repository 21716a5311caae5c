package io.camus.it.demo;

/**
 * A message to produce.
 *
 * @param key decides the partition
 * @param value the bytes as they go to Kafka
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Message(String key, byte[] value) {}
