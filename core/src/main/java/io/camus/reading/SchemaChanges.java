package io.camus.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Compares two versions of a schema, and says what the newer one changes. Types are compared by
 * their place; a type that contains itself is compared once.
 */
final class SchemaChanges {
  private static final int LONGEST_DEFAULT = 40;

  private final List<SchemaChange> changes = new ArrayList<>();
  private final Set<Pair> compared = new HashSet<>();

  /** The names of two types that were compared. */
  private record Pair(String older, String newer) {}

  private SchemaChanges() {}

  /** The changes, in the order of the newer schema's fields. */
  static List<SchemaChange> between(Schema older, Schema newer) {
    SchemaChanges changes = new SchemaChanges();
    changes.compare("", older, newer);
    return changes.changes;
  }

  private void add(String where, String format, Object... arguments) {
    changes.add(SchemaChange.of(where, String.format(Locale.ROOT, format, arguments)));
  }

  private void compare(String where, Schema older, Schema newer) {
    if (isUnion(older) || isUnion(newer)) {
      branches(where, older, newer);
    } else if (older.getType() != newer.getType()) {
      type(where, older, newer);
    } else {
      sameKind(where, older, newer);
      meaning(where, older, newer);
    }
  }

  private void sameKind(String where, Schema older, Schema newer) {
    switch (newer.getType()) {
      case RECORD, ENUM, FIXED -> named(where, older, newer);
      case ARRAY -> compare(where + "[]", older.getElementType(), newer.getElementType());
      case MAP -> compare(where + "{}", older.getValueType(), newer.getValueType());
      default -> {}
    }
  }

  private void type(String where, Schema older, Schema newer) {
    Optional<Schema.Type> wider = Widening.of(older.getType(), newer.getType());
    String how =
        wider.isEmpty() || isText(newer)
            ? "changed"
            : wider.get() == newer.getType() ? "widened" : "narrowed";
    add(where, "%s from %s to %s", how, TypeWords.of(older), TypeWords.of(newer));
  }

  private static boolean isText(Schema schema) {
    return schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.BYTES;
  }

  /** Logical types. Plain values mean the same before and after they get one. */
  private void meaning(String where, Schema older, Schema newer) {
    Meaning before = Meaning.of(older);
    Meaning after = Meaning.of(newer);
    if (!before.equals(after)) {
      boolean both = before.isPresent() && after.isPresent();
      changes.add(
          new SchemaChange(
              where,
              String.format(
                  Locale.ROOT, "changed from %s to %s", TypeWords.of(older), TypeWords.of(newer)),
              both && !after.covers(before),
              both && !before.covers(after)));
    }
  }

  private void named(String where, Schema older, Schema newer) {
    if (!compared.add(new Pair(older.getFullName(), newer.getFullName()))) {
      return;
    }
    if (!older.getFullName().equals(newer.getFullName())) {
      add(
          where,
          "has type %s, which was %s%s",
          newer.getFullName(),
          older.getFullName(),
          newer.getAliases().contains(older.getFullName()) ? ", its alias" : "");
    }
    switch (newer.getType()) {
      case RECORD -> fields(where, older, newer);
      case ENUM -> symbols(where, older, newer);
      default -> {
        if (older.getFixedSize() != newer.getFixedSize()) {
          add(where, "has %d bytes, which were %d", newer.getFixedSize(), older.getFixedSize());
        }
      }
    }
  }

  private void symbols(String where, Schema older, Schema newer) {
    Set<String> added = new LinkedHashSet<>(newer.getEnumSymbols());
    added.removeAll(older.getEnumSymbols());
    Set<String> removed = new LinkedHashSet<>(older.getEnumSymbols());
    removed.removeAll(newer.getEnumSymbols());
    if (!added.isEmpty()) {
      add(where, "has new symbols: %s", String.join(", ", added));
    }
    if (!removed.isEmpty()) {
      add(where, "has no longer the symbols: %s", String.join(", ", removed));
    }
    if (!Objects.equals(older.getEnumDefault(), newer.getEnumDefault())) {
      add(
          where,
          newer.getEnumDefault() == null
              ? "has no longer a default symbol"
              : "has the default symbol " + newer.getEnumDefault());
    }
  }

  private void fields(String where, Schema older, Schema newer) {
    Map<String, Field> left = new LinkedHashMap<>();
    older.getFields().forEach(field -> left.put(field.name(), field));
    for (Field field : newer.getFields()) {
      String place = below(where, field);
      Optional<Field> before = SchemaMerge.before(field, left);
      before.ifPresent(it -> left.remove(it.name()));
      if (before.isEmpty()) {
        add(place, "added: %s, %s", TypeWords.of(field.schema()), defaultOf(field));
      } else {
        field(place, before.get(), field);
      }
    }
    left.values()
        .forEach(
            field ->
                add(
                    below(where, field),
                    "removed: %s, %s",
                    TypeWords.of(field.schema()),
                    defaultOf(field)));
  }

  private void field(String where, Field older, Field newer) {
    if (!older.name().equals(newer.name())) {
      add(where, "renamed from %s, its alias", older.name());
    }
    compare(where, older.schema(), newer.schema());
    if (!Objects.equals(older.defaultVal(), newer.defaultVal())) {
      add(where, "has %s, had %s", defaultOf(newer), defaultOf(older));
    }
  }

  /** {@code default "web"}; the text of the schema has it as JSON. */
  private static String defaultOf(Field field) {
    if (!field.hasDefaultValue()) {
      return "no default";
    }
    Object value = field.defaultVal();
    String text =
        value == JsonProperties.NULL_VALUE
            ? "null"
            : value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
    return "default "
        + (text.length() <= LONGEST_DEFAULT ? text : text.substring(0, LONGEST_DEFAULT) + "...");
  }

  /** Unions, and types that became one or were one. */
  private void branches(String where, Schema older, Schema newer) {
    List<Schema> left = new ArrayList<>(types(older));
    List<Schema> added = new ArrayList<>();
    for (Schema branch : types(newer)) {
      Optional<Schema> same = left.stream().filter(it -> isSameBranch(it, branch)).findFirst();
      same.ifPresent(left::remove);
      if (same.isPresent()) {
        compare(where, same.get(), branch);
      } else {
        added.add(branch);
      }
    }
    pairUp(where, left, added);
    added.forEach(
        branch ->
            add(where, isNull(branch) ? "may be null now" : "may be %s now", TypeWords.of(branch)));
    left.forEach(
        branch ->
            add(
                where,
                isNull(branch) ? "may no longer be null" : "may no longer be %s",
                TypeWords.of(branch)));
  }

  /** A type that is the only one that changed became another one. */
  private void pairUp(String where, List<Schema> left, List<Schema> added) {
    List<Schema> before = left.stream().filter(it -> !isNull(it)).toList();
    List<Schema> after = added.stream().filter(it -> !isNull(it)).toList();
    if (before.size() == 1 && after.size() == 1) {
      left.removeAll(before);
      added.removeAll(after);
      compare(where, before.get(0), after.get(0));
    }
  }

  private static boolean isSameBranch(Schema older, Schema newer) {
    return older.getType() == newer.getType()
        && (!NamedTypes.isNamed(newer)
            || Stream.concat(Stream.of(newer.getFullName()), newer.getAliases().stream())
                .anyMatch(older.getFullName()::equals));
  }

  private static List<Schema> types(Schema schema) {
    return isUnion(schema) ? schema.getTypes() : List.of(schema);
  }

  private static boolean isUnion(Schema schema) {
    return schema.getType() == Schema.Type.UNION;
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() == Schema.Type.NULL;
  }

  private static String below(String where, Field field) {
    return where.isEmpty() ? field.name() : where + "." + field.name();
  }
}
