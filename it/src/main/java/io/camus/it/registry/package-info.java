/**
 * A small schema registry for development that can simulate all failures of a real one. Read {@link
 * io.camus.it.registry.DevRegistry} first.
 */
package io.camus.it.registry;
