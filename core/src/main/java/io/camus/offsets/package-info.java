/**
 * Positions for operators: lag and time to loss of each partition ({@link
 * io.camus.offsets.PositionsQuery}), setting positions ({@link io.camus.offsets.PositionSetter}),
 * importing those of another program ({@link io.camus.offsets.PositionImport}), and pulling a time
 * range again into another directory ({@link io.camus.offsets.ReplayOrder}). Read {@link
 * io.camus.offsets.PositionsQuery} first.
 */
package io.camus.offsets;
