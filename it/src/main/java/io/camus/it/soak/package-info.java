/**
 * {@code camus soak}: run after run against producers that never stop, with random SIGKILLs, and
 * then the proof that every message was moved once. Read {@link io.camus.it.soak.Soak} first.
 */
package io.camus.it.soak;
