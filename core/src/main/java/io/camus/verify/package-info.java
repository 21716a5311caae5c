/**
 * Verifies a destination from storage alone: the commit log lists which file has which offsets
 * (docs/protocol.md, I1 to I4), and every file is compared with it. Nothing here writes, or
 * accesses Kafka. With the committing classes it shares the code that reads files of the log and
 * lists live files, but none of the rules. Read {@link io.camus.verify.Verification} first.
 */
package io.camus.verify;
