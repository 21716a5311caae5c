package io.camus.objectstore;

import java.nio.file.AccessDeniedException;

/**
 * A store that refuses access until a person changes something. The reason says what, so nothing
 * has to be added to it.
 */
public final class LastingFaultException extends AccessDeniedException {
  private static final long serialVersionUID = 1L;

  /**
   * @param path what cannot be accessed
   * @param reason what is wrong, and what to do
   */
  public LastingFaultException(String path, String reason) {
    super(path, null, reason);
  }
}
