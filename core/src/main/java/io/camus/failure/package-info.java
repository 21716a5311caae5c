/**
 * Failures of others in words for people: what Kafka, TLS, a connection or a native library means
 * by its exception, and what to do about it. Read {@link io.camus.failure.RootCause} first.
 */
package io.camus.failure;
