package io.camus.setup;

/**
 * Where a partition that was never seen begins.
 *
 * @param offset its first offset to pull
 * @param reason why there, for people
 * @param lasting whether it must be recorded even if there is nothing to pull, since looking again
 *     later would skip what was produced until then
 */
record FirstPosition(long offset, String reason, boolean lasting) {}
