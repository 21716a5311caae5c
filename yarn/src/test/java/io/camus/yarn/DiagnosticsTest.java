package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  @Test
  void clusterHandsBackAStackTrace() {
    assertThat(
            Diagnostics.ofStackTrace(
                """
                Error: io.camus.model.SourceException: no broker answers
                \tat a.B.c(B.java:1)
                Caused by: java.io.IOException: refused
                \tat d.E.f(E.java:2)
                """))
        .isEqualTo("java.io.IOException: refused");
    assertThat(Diagnostics.ofStackTrace("Error: Java heap space\n\tat a.B.c(B.java:1)"))
        .isEqualTo("Java heap space");
    assertThat(Diagnostics.ofStackTrace("Container killed on request. Exit code is 143"))
        .isEqualTo("Container killed on request. Exit code is 143");
  }

  @Test
  void containerThatDiesTellsItsLastWords() {
    assertThat(
            Diagnostics.ofStackTrace(
                """
                [2026-11-22 18:27:07.395]Exception from container-launch.
                Container id: container_1_0004_01_000002
                Exit code: 1

                [2026-11-22 18:27:07.397]Container exited with a non-zero exit code 1.
                Last 4096 bytes of stderr :
                Error: Could not find or load main class A
                """))
        .isEqualTo(
            "Container id: container_1_0004_01_000002; Exit code: 1; Container exited with a"
                + " non-zero exit code 1.; Error: Could not find or load main class A");
    assertThat(Diagnostics.line("x".repeat(2_000))).hasSize(604).endsWith("x ...");
  }
}
