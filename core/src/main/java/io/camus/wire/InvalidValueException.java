package io.camus.wire;

import java.io.IOException;

/** JSON that is not what a codec expects. The message begins with the path of the field. */
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

  /** The same fault as the object sees it that has the field. */
  InvalidValueException within(String field) {
    return new InvalidValueException(path.isEmpty() ? field : field + "." + path, fault);
  }
}
