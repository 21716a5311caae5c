/**
 * The story of a run: {@link io.camus.run.CamusRun} walks setup, pull, commit and cleanup on one
 * page, on any {@link io.camus.engine.Engine}.
 */
package io.camus.run;
