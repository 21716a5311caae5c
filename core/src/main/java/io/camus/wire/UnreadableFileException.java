package io.camus.wire;

import java.io.IOException;

/**
 * A file that is not whole, not of the kind that its name says, or of a version that this code does
 * not know. The message names it.
 */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableFileException(String message) {
    super(message);
  }
}
