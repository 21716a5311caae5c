package io.camus.verify;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, which can be read repeatedly. */
@FunctionalInterface
interface ByteSource {
  /** From the start; the caller closes it. */
  InputStream open() throws IOException;
}
