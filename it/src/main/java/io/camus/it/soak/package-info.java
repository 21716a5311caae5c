/**
 * {@code camus soak}: many runs under continuous traffic, with random SIGKILLs, and then the proof
 * that every message was moved exactly once. Read {@link io.camus.it.soak.Soak} first.
 */
package io.camus.it.soak;
