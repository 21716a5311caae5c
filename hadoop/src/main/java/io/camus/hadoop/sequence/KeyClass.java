package io.camus.hadoop.sequence;

import io.camus.config.KeyType;
import java.util.Arrays;

/** The class of the keys of a file. */
enum KeyClass {
  /** The event time in milliseconds. */
  TIME("LongWritable"),
  /** The record's key as text. */
  TEXT("Text"),
  /** The record's key as bytes. */
  BYTES("BytesWritable"),
  /** No key. */
  NONE("NullWritable");

  private static final String PACKAGE = "org.apache.hadoop.io.";

  static final KeyType<KeyClass> TYPE =
      KeyType.TEXT
          .where(
              name -> Arrays.stream(values()).anyMatch(it -> it.isCalled(name)),
              "must be LongWritable, Text, BytesWritable or NullWritable")
          .map(name -> Arrays.stream(values()).filter(it -> it.isCalled(name)).findAny().get());

  private final String simpleName;

  KeyClass(String simpleName) {
    this.simpleName = simpleName;
  }

  /** Its simple name, or that with its package. */
  private boolean isCalled(String name) {
    return name.equals(simpleName) || name.equals(PACKAGE + simpleName);
  }
}
