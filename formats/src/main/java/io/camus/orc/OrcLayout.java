package io.camus.orc;

import org.apache.orc.CompressionKind;

/**
 * How records are laid out in files.
 *
 * @param stripeBytes the memory of an open stripe at which it is written
 * @param compression none, Snappy or Zstandard
 * @param level of Zstandard
 * @param timestamps how timestamps are stored
 */
record OrcLayout(
    int stripeBytes, CompressionKind compression, int level, OrcTypes.Timestamps timestamps) {}
