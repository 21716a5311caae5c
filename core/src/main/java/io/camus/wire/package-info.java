/**
 * The files that outlive a process, as bytes (docs/protocol.md, "File formats"): commit records,
 * checkpoints, task manifests and plans. Every field is named here; names of Java classes are never
 * the format. Read {@link io.camus.wire.RecordFile} first, then {@link io.camus.wire.ObjectCodec},
 * in which the codecs are written.
 *
 * <p>A version of a file is a pair of codecs. What is written has the newest version; each version
 * that was ever released has its reader.
 */
package io.camus.wire;
