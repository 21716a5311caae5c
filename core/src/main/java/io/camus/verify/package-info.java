/**
 * The proof of a destination from storage alone: the commit log says which file holds which offsets
 * (docs/protocol.md, I1 to I4), and every file is held against it. Nothing here writes, asks Kafka,
 * or uses the classes that commit. {@link io.camus.verify.Verification} comes first.
 */
package io.camus.verify;
