/**
 * Positions for the person on call: how far each partition is and when retention will pass it
 * ({@link io.camus.offsets.PositionsQuery}), setting positions anew ({@link
 * io.camus.offsets.PositionSetter}), taking over those of another program ({@link
 * io.camus.offsets.PositionImport}), and pulling a range of time again into a place of its own
 * ({@link io.camus.offsets.ReplayOrder}). Read {@link io.camus.offsets.PositionsQuery} first.
 */
package io.camus.offsets;
