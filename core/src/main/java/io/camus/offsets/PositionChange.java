package io.camus.offsets;

import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import java.util.Optional;

/**
 * A position to be set, and its effect.
 *
 * @param old the current position; empty if it was never pulled
 * @param next the new position, in a new generation
 * @param skipped existing offsets that will never be pulled
 * @param lost offsets that retention deleted before they were pulled
 * @param again offsets that will be pulled again: their records are then in the destination twice,
 *     the second time in files of the new generation
 */
public record PositionChange(
    Optional<PartitionPosition> old, NewPosition next, long skipped, long lost, long again) {}
