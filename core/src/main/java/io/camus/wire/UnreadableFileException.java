package io.camus.wire;

import java.io.IOException;

/**
 * A file that is damaged, of another kind than its name says, or of an unknown version. The message
 * names it.
 */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableFileException(String message) {
    super(message);
  }
}
