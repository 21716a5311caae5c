package io.camus.setup;

/**
 * Where a new partition starts.
 *
 * @param offset its first offset to pull
 * @param reason the reason, for people
 * @param lasting whether it must be recorded even if there is nothing to pull, since determining it
 *     later would skip records produced until then
 */
record FirstPosition(long offset, String reason, boolean lasting) {}
