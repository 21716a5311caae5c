package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void linesAreAsWideAsTheScreenWithinBounds() {
    assertThat(Terminal.columns(0)).as("no screen").isEqualTo(100);
    assertThat(Terminal.columns(80)).isEqualTo(80);
    assertThat(Terminal.columns(300)).isEqualTo(120);
  }
}
