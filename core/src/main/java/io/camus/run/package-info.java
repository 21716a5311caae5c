/**
 * A run, on any {@link io.camus.engine.Engine}. Read {@link io.camus.run.CamusRun#run} first: it
 * walks recovery, setup, pull, commit and cleanup on one page.
 */
package io.camus.run;
