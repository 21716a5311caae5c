/**
 * Execution of a run's tasks: {@link io.camus.engine.Engine} is the interface, {@link
 * io.camus.engine.LocalEngine} uses threads of this process. Read {@link io.camus.engine.Engine}
 * first.
 */
package io.camus.engine;
