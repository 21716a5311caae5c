/**
 * {@code camus bench}: times whole processes that move one topic, against Kafka's own consumer
 * performance test and other programs on the same topic in the same round. Start at {@link
 * io.camus.it.bench.Bench}.
 */
package io.camus.it.bench;
