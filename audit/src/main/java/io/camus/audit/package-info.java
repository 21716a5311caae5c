/**
 * Count events, as producers, mirrors and loaders of one Kafka pipeline share them to prove that
 * nothing was lost between them. Read {@link io.camus.audit.CountEvent} first. Depends on Avro
 * only, because other people's programs load it.
 */
package io.camus.audit;
