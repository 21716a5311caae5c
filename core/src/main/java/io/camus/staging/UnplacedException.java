package io.camus.staging;

/** A record has no possible directory; nothing of it was kept. */
public final class UnplacedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnplacedException(Throwable cause) {
    super(cause);
  }
}
