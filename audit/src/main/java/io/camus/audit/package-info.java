/**
 * Count events, which producers, mirrors and loaders of a Kafka pipeline exchange to prove that
 * nothing was lost between them. Read {@link io.camus.audit.CountEvent} first. Depends on Avro
 * only, because other programs use it; {@link io.camus.audit.producer} also on Kafka's client.
 */
package io.camus.audit;
