/**
 * Where a process writes: its streams, the screen behind them, and the progress that is shown
 * there. Read {@link io.camus.cli.terminal.Terminal} first.
 */
package io.camus.cli.terminal;
