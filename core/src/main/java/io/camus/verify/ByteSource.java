package io.camus.verify;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, to be read any number of times. */
@FunctionalInterface
interface ByteSource {
  /** From the begin; the caller closes it. */
  InputStream open() throws IOException;
}
