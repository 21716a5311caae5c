package io.camus.decode;

import java.util.List;

/**
 * The path of a field in a record, outermost name first.
 *
 * @param names at least one, none empty
 */
public record FieldPath(List<String> names) {
  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.contains("")) {
      throw new IllegalArgumentException("not a field: '" + String.join(".", names) + "'");
    }
  }

  /** Reads a dotted path: {@code header.time}. */
  public static FieldPath parse(String dotted) {
    return new FieldPath(List.of(dotted.strip().split("\\.", -1)));
  }

  /** Reads several. */
  static List<FieldPath> parse(List<String> dotted) {
    return dotted.stream().map(FieldPath::parse).toList();
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
