package io.camus.repull;

import io.camus.model.OffsetRange;

/**
 * A range that can be compared.
 *
 * @param range its offsets
 * @param record the number of its commit record
 * @param digest the digest of its records when they were pulled
 * @param records their number
 */
record CommittedRange(OffsetRange range, long record, String digest, long records) {}
