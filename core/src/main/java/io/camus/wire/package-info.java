/**
 * The formats of persistent files (docs/protocol.md, "File formats"): commit records, checkpoints,
 * task manifests and plans. Every field is named here; Java names are never part of the format.
 * Read {@link io.camus.wire.RecordFile} first, then {@link io.camus.wire.ObjectCodec}, on which the
 * codecs are based.
 *
 * <p>A version of a format is a pair of codecs. Files are written in the newest version; every
 * released version can be read.
 */
package io.camus.wire;
