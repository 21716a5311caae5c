/**
 * The proof of a destination from storage alone: the commit log says which file holds which offsets
 * (docs/protocol.md, I1 to I4), and every file is held against it. Nothing here writes or asks
 * Kafka. With the classes that commit it shares how a file of the log is read and which files are
 * live, not what follows. {@link io.camus.verify.Verification} comes first.
 */
package io.camus.verify;
