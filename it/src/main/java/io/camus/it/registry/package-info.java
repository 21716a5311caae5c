/**
 * A small schema registry for development, with switches for every fault that a real one can have.
 * Read {@link io.camus.it.registry.DevRegistry} first.
 */
package io.camus.it.registry;
