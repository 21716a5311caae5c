/**
 * Record batches as brokers send them, without an object a record. The only package that uses
 * internal classes of Kafka's client: who leads, sessions, retries, throttling, security and the
 * validation of positions stay with them; what would be made of each record is made here, in place.
 * Read {@link io.camus.fetch.FetchClient} first.
 *
 * <p>The code compiles against two versions of Kafka's client, and its tests run on both. Classes
 * that have moved between them are imported by {@code *}.
 */
package io.camus.fetch;
