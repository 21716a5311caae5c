/**
 * Digests of records, taken while they are pulled and again when they are verified: {@link
 * io.camus.digest.SourceDigest} of what Kafka held, {@link io.camus.digest.ContentDigest} of what a
 * file holds. (The digest of a file's bytes is another one: {@code io.camus.commit.Digest}.) Read
 * {@link io.camus.digest.SourceDigest} first.
 */
package io.camus.digest;
