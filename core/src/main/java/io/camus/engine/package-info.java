/**
 * Where the tasks of a run are executed: {@link io.camus.engine.Engine} is what a run asks of it,
 * {@link io.camus.engine.LocalEngine} does it with threads of this process. Read {@link
 * io.camus.engine.Engine} first.
 */
package io.camus.engine;
