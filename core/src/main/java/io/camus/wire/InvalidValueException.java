package io.camus.wire;

import java.io.IOException;

/** Unexpected JSON. The message begins with the path of the field. */
public final class InvalidValueException extends IOException {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String fault;

  InvalidValueException(String fault) {
    this("", fault);
  }

  InvalidValueException(String path, String fault) {
    super(path.isEmpty() ? fault : path + ": " + fault);
    this.path = path;
    this.fault = fault;
  }

  /** The same fault, with the field prepended to the path. */
  InvalidValueException within(String field) {
    return new InvalidValueException(path.isEmpty() ? field : field + "." + path, fault);
  }
}
