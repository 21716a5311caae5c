/**
 * Readable descriptions of external failures: what an exception of Kafka, TLS, a connection or a
 * native library means, and what to do about it. Read {@link io.camus.failure.RootCause} first.
 */
package io.camus.failure;
