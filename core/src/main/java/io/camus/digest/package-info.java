/**
 * Digests of records, computed during the pull and again during verification: {@link
 * io.camus.digest.SourceDigest} of Kafka's records, {@link io.camus.digest.ContentDigest} of a
 * file's records. (The digest of a file's bytes is {@code io.camus.commit.Digest}.) Read {@link
 * io.camus.digest.SourceDigest} first.
 */
package io.camus.digest;
