package io.camus.cli;

import io.camus.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Asks a person for confirmation. */
public interface Questions {
  /** Whether there is a person to ask. */
  boolean canBeAsked();

  /** Asks; anything but {@code y} or {@code yes} means no. */
  boolean yes(String question);

  /**
   * The person at the process's terminal. The launcher sets {@code camus.terminal.in} if there is
   * one.
   */
  static Questions ofProcess(Terminal terminal) {
    return new Questions() {
      @Override
      public boolean canBeAsked() {
        return Boolean.getBoolean("camus.terminal.in");
      }

      @Override
      public boolean yes(String question) {
        terminal.err().print(question + " [y/N] ");
        terminal.err().flush();
        try {
          String answer =
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                  .readLine();
          return answer != null && answer.strip().matches("(?i)y|yes");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
