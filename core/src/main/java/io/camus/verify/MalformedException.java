package io.camus.verify;

import java.io.IOException;

/** Bytes that are not what a file's format asks for. */
final class MalformedException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message);
  }
}
