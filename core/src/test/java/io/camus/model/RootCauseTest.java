package io.camus.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RootCauseTest {
  @Test
  void rootIsToldBesideWhatItLedTo() {
    assertThat(
            RootCause.line(
                new SourceException(
                    "no broker answers", new IOException(new IllegalStateException("closed")))))
        .isEqualTo("no broker answers (IllegalStateException: closed)");
  }

  @Test
  void innermostLeavesOutWhatItLedTo() {
    assertThat(
            RootCause.innermost(
                new SourceException("no broker answers", new IOException("refused"))))
        .isEqualTo("refused");
  }

  @Test
  void nothingIsToldTwiceAndAllOnOneLine() {
    assertThat(RootCause.line(new IOException("a\n  b", new IOException("b")))).isEqualTo("a; b");
    assertThat(RootCause.line(new IOException(new IllegalStateException("closed"))))
        .isEqualTo("java.lang.IllegalStateException: closed");
    assertThat(RootCause.line(new InterruptedException())).isEqualTo("InterruptedException");
  }
}
