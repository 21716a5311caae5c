package io.camus.config;

/** How types and defaults of keys are told to people. */
final class ValueWords {
  private ValueWords() {}

  static String type(Key<?> key) {
    return switch (key.type()) {
      case BOOLEAN -> "true or false";
      case INT, LONG, SHORT -> "whole number";
      case DOUBLE -> "number";
      case LIST -> "list";
      default -> "text";
    };
  }

  static String preset(Key<?> key) {
    if (key.required()) {
      return "required";
    }
    return key.defaultMeaning().isEmpty() ? key.defaultText() : key.defaultMeaning();
  }
}
