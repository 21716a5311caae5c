package io.camus.format;

import java.io.IOException;

/** Receives the values of {@link AvroScalars}. */
interface ScalarSink {
  void nothing() throws IOException;

  void bool(boolean value) throws IOException;

  void number(long value) throws IOException;

  void number(float value) throws IOException;

  void number(double value) throws IOException;

  /** A decimal, with all its digits. */
  void decimal(String digits) throws IOException;

  void text(String value) throws IOException;

  void bytes(byte[] value) throws IOException;
}
