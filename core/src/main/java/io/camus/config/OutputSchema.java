package io.camus.config;

import io.camus.spi.StorePath;
import java.util.regex.Pattern;

/** The schema of a topic's files. */
public sealed interface OutputSchema {

  /** Each record's own. */
  record Writer() implements OutputSchema {}

  /** The newest of the topic's values in the registry, when the run begins. */
  record Newest() implements OutputSchema {}

  /** A schema of the registry. */
  record Pinned(int id) implements OutputSchema {}

  /** The schema in a file. */
  record File(StorePath path) implements OutputSchema {}

  /** {@code writer}, {@code newest}, a number, or the path of a file. */
  KeyType<OutputSchema> TYPE = KeyType.TEXT.map(OutputSchema::parse);

  private static OutputSchema parse(String text) {
    if (text.equals("writer")) {
      return new Writer();
    } else if (text.equals("newest")) {
      return new Newest();
    } else if (Pattern.matches("\\d{1,9}", text)) {
      return new Pinned(Integer.parseInt(text));
    }
    KeyType.check(
        text.endsWith(".avsc"),
        "must be writer, newest, a schema id, or the path of an .avsc file");
    return new File(KeyType.storePath(text));
  }
}
