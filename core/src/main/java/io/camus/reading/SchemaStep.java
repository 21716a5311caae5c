package io.camus.reading;

import io.camus.config.Compatibility;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * The step from a version of a schema to a newer one. Readers follow Avro's rules of schema
 * resolution; in addition, a logical type must keep its meaning.
 *
 * @param changes what the newer version changes, one sentence each
 * @param backwardBreaks why readers with the newer version cannot read data of the older one; empty
 *     if they can
 * @param forwardBreaks why readers with the older version cannot read data of the newer one; empty
 *     if they can
 */
public record SchemaStep(
    List<String> changes, List<String> backwardBreaks, List<String> forwardBreaks) {
  public SchemaStep {
    changes = List.copyOf(changes);
    backwardBreaks = List.copyOf(backwardBreaks);
    forwardBreaks = List.copyOf(forwardBreaks);
  }

  /** Compares two versions. */
  public static SchemaStep between(Schema older, Schema newer) {
    List<SchemaChange> changes = SchemaChanges.between(older, newer);
    return new SchemaStep(
        changes.stream().map(SchemaChange::words).distinct().toList(),
        breaks(newer, older, changes, SchemaChange::newerMisreads),
        breaks(older, newer, changes, SchemaChange::olderMisreads));
  }

  /** The strictest compatibility that the step has. */
  public Compatibility compatibility() {
    if (backwardBreaks.isEmpty()) {
      return forwardBreaks.isEmpty() ? Compatibility.FULL : Compatibility.BACKWARD;
    }
    return forwardBreaks.isEmpty() ? Compatibility.FORWARD : Compatibility.NONE;
  }

  /** Why the step does not have a compatibility, one sentence each; empty if it has. */
  public List<String> breaks(Compatibility wanted) {
    return Stream.concat(
            wanted.isBackward()
                ? backwardBreaks.stream().map(it -> "new readers cannot read old data: " + it)
                : Stream.empty(),
            wanted.isForward()
                ? forwardBreaks.stream().map(it -> "old readers cannot read new data: " + it)
                : Stream.empty())
        .toList();
  }

  private static List<String> breaks(
      Schema reader, Schema writer, List<SchemaChange> changes, Predicate<SchemaChange> misread) {
    return Stream.concat(
            breaks("", reader, writer),
            changes.stream().filter(misread).map(it -> it.words() + ", which is misread silently"))
        .distinct()
        .toList();
  }

  private static Stream<String> breaks(String where, Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .flatMap(it -> words(join(where, place(reader, it.getLocation())), it));
  }

  private static Stream<String> words(String where, Incompatibility found) {
    Schema reader = found.getReaderFragment();
    Schema writer = found.getWriterFragment();
    return switch (found.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE ->
          Stream.of(SchemaChange.place(where) + " is missing there and has no default");
      case MISSING_ENUM_SYMBOLS ->
          Stream.of(
              String.format(
                  Locale.ROOT, "%s cannot be %s", SchemaChange.place(where), found.getMessage()));
      case MISSING_UNION_BRANCH ->
          branch(where, reader, branches(writer).size() == 1 ? writer : branchOf(writer, found));
      case NAME_MISMATCH, TYPE_MISMATCH, FIXED_SIZE_MISMATCH ->
          Stream.of(mismatch(where, reader, writer));
    };
  }

  private static String mismatch(String where, Schema reader, Schema writer) {
    return String.format(
        Locale.ROOT,
        "%s is %s, not %s",
        SchemaChange.place(where),
        TypeWords.of(reader),
        TypeWords.of(writer));
  }

  /** A branch of a writer's union; Avro's location ends with its index. */
  private static Schema branchOf(Schema writer, Incompatibility found) {
    String location = found.getLocation();
    String last = location.substring(location.lastIndexOf('/') + 1);
    return last.matches("\\d+") ? writer.getTypes().get(Integer.parseInt(last)) : writer;
  }

  /** What is wrong with the reader's branch for a type of the writer, if it has one. */
  private static Stream<String> branch(String where, Schema reader, Schema writer) {
    return branches(reader).stream()
        .filter(it -> it.getType() == writer.getType())
        .filter(it -> !NamedTypes.isNamed(it) || it.getFullName().equals(writer.getFullName()))
        .findFirst()
        .map(same -> breaks(where, same, writer))
        .orElseGet(() -> Stream.of(mismatch(where, reader, writer)));
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  private static String join(String outer, String inner) {
    return outer.isEmpty() || inner.isEmpty() || inner.startsWith("[") || inner.startsWith("{")
        ? outer + inner
        : outer + "." + inner;
  }

  /**
   * The field of a place in a schema, down to the first union.
   *
   * @param pointer Avro's, such as {@code /fields/1/type/items/fields/0}
   */
  private static String place(Schema schema, String pointer) {
    StringBuilder where = new StringBuilder();
    Schema at = schema;
    String[] path = pointer.split("/", -1);
    for (int i = 0; i < path.length; i++) {
      switch (path[i]) {
        case "items" -> {
          at = at.getElementType();
          where.append("[]");
        }
        case "values" -> {
          at = at.getValueType();
          where.append("{}");
        }
        case "fields" -> {
          i++;
          Schema.Field field = at.getFields().get(Integer.parseInt(path[i]));
          where.append(where.length() == 0 ? "" : ".").append(field.name());
          at = field.schema();
        }
        case "", "type" -> {}
        default -> {
          return where.toString(); // A branch, or a property such as the symbols.
        }
      }
    }
    return where.toString();
  }
}
