package io.camus.cli.html;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files beside this class. */
final class Resource {
  private Resource() {}

  static String text(String name) throws IOException {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("no " + name + " in the jar of the command line");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
