/**
 * Reads record batches without creating an object per record. The only package that uses internal
 * classes of Kafka's client, which still handle leadership, sessions, retries, throttling, security
 * and the validation of positions. Records are read here, in place. Read {@link
 * io.camus.fetch.FetchClient} first.
 *
 * <p>The code compiles against two versions of Kafka's client, and its tests run with both. Classes
 * that moved between them are imported with {@code *}.
 */
package io.camus.fetch;
