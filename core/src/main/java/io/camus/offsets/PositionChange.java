package io.camus.offsets;

import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import java.util.Optional;

/**
 * A position that somebody wants to set, and what that means.
 *
 * @param old where the partition stands; empty if it was never pulled
 * @param next where it is to stand, in a new generation
 * @param skipped offsets that the broker holds and that are then never pulled
 * @param lost offsets that retention has taken before they were pulled
 * @param again offsets that are pulled once more: their records are then in the destination twice,
 *     the second time in files of the new generation
 */
public record PositionChange(
    Optional<PartitionPosition> old, NewPosition next, long skipped, long lost, long again) {}
