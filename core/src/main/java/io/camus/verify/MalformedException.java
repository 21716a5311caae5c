package io.camus.verify;

import java.io.IOException;

/** Bytes that violate the file's format. */
final class MalformedException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message);
  }
}
