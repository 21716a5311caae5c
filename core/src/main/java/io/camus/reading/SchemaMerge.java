package io.camus.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Merges two schemas into one that reads records of both. Types with the same name are merged
 * everywhere, so the result defines each name once. The only unions added are those with null,
 * since most readers do not support others.
 */
final class SchemaMerge {
  private static final String ITSELF = "the record itself";

  private final Map<String, Schema> newer;
  private final Map<String, Schema> older;

  /** The names of older types, with those that the newer schema has for them by its aliases. */
  private final Map<String, String> renamed = new HashMap<>();

  private final Map<String, Schema> done = new HashMap<>();
  private final Set<String> notes;
  private final Schema schema;

  /**
   * Merges them.
   *
   * @param notes where to say what is left out
   * @throws MismatchException if there is no such schema
   */
  SchemaMerge(Schema newer, Schema older, Set<String> notes) {
    this.newer = NamedTypes.of(newer);
    this.older = NamedTypes.of(older);
    this.notes = notes;
    this.newer.forEach(
        (name, type) ->
            type.getAliases().stream()
                .filter(alias -> this.older.containsKey(alias) && !this.newer.containsKey(alias))
                .forEach(alias -> renamed.put(alias, name)));
    this.schema = merge("", newer, older);
  }

  Schema schema() {
    return schema;
  }

  private Schema merge(String where, Schema a, Schema b) {
    boolean anyNull = a.getType() != b.getType() && (isNull(a) || isNull(b));
    if (a.getType() == Schema.Type.UNION || b.getType() == Schema.Type.UNION || anyNull) {
      return union(where, a, b);
    }
    if (NamedTypes.isNamed(a) || NamedTypes.isNamed(b)) {
      if (a.getType() != b.getType() || !a.getFullName().equals(nameNow(b))) {
        throw mismatch(where, a, b);
      }
      return named(where, a.getFullName());
    }
    if (a.getType() == Schema.Type.ARRAY && b.getType() == Schema.Type.ARRAY) {
      Schema element = merge(where + "[]", a.getElementType(), b.getElementType());
      return withProperties(Schema.createArray(element), a);
    }
    if (a.getType() == Schema.Type.MAP && b.getType() == Schema.Type.MAP) {
      Schema value = merge(where + "{}", a.getValueType(), b.getValueType());
      return withProperties(Schema.createMap(value), a);
    }
    return primitive(where, a, b);
  }

  private String nameNow(Schema olderType) {
    return NamedTypes.isNamed(olderType)
        ? renamed.getOrDefault(olderType.getFullName(), olderType.getFullName())
        : "";
  }

  private Schema primitive(String where, Schema a, Schema b) {
    Schema wider =
        Widening.of(a.getType(), b.getType())
            .map(type -> type == a.getType() ? a : Schema.create(type))
            .orElseThrow(() -> mismatch(where, a, b));
    Meaning first = Meaning.of(a);
    Meaning second = Meaning.of(b);
    if (a.getType() == b.getType() && (first.covers(second) || second.covers(first))) {
      return first.covers(second) ? a : b;
    }
    if (first.isPresent() && second.isPresent()) {
      throw mismatch(where, a, b);
    }
    if (first.isPresent() || second.isPresent()) {
      notes.add(
          name(where)
              + ": "
              + (first.isPresent() ? first : second)
              + " is omitted, because some files have a plain "
              + word(first.isPresent() ? b : a));
    }
    return first.isPresent() ? Schema.create(wider.getType()) : wider;
  }

  private Schema union(String where, Schema a, Schema b) {
    List<Schema> branches = new ArrayList<>(branches(a));
    boolean open = isOpen(a) || isOpen(b);
    for (Schema branch : branches(b)) {
      int same = indexOf(branches, branch);
      if (same >= 0) {
        branches.set(same, merge(where, branches.get(same), branch));
      } else if (isNull(branch) || open || branches.stream().allMatch(SchemaMerge::isNull)) {
        branches.add(branch);
      } else {
        throw mismatch(where, a, b);
      }
    }
    return withProperties(
        Schema.createUnion(branches.stream().map(it -> copy(where, it)).toList()), a);
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() == Schema.Type.NULL;
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  /** Whether it has several types beside null, so that a further one is nothing new. */
  private static boolean isOpen(Schema schema) {
    return branches(schema).stream().filter(it -> !isNull(it)).count() > 1;
  }

  /** The branch that an older one goes into: of its kind and name, or a number it can become. */
  private int indexOf(List<Schema> branches, Schema older) {
    for (int i = 0; i < branches.size(); i++) {
      Schema branch = branches.get(i);
      if (branch.getType() == older.getType()
          && (!NamedTypes.isNamed(branch) || branch.getFullName().equals(nameNow(older)))) {
        return i;
      }
    }
    for (int i = 0; i < branches.size(); i++) {
      if (Widening.of(branches.get(i).getType(), older.getType()).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  /** The one definition of a name: merged if both have it. */
  private Schema named(String where, String name) {
    Schema known = done.get(name);
    if (known != null) {
      return known;
    }
    Optional<Schema> a = Optional.ofNullable(newer.get(name));
    Optional<Schema> b = olderOf(name);
    Schema type = a.or(() -> b).orElseThrow();
    if (a.isPresent() && b.isPresent() && a.get().getType() != b.get().getType()) {
      throw mismatch(where, a.get(), b.get());
    }
    switch (type.getType()) {
      case ENUM -> done.put(name, withProperties(symbols(type, a, b), type));
      case FIXED -> {
        done.put(name, b.map(it -> fixed(where, type, it)).orElse(type));
      }
      default -> {
        Schema record =
            Schema.createRecord(type.getName(), type.getDoc(), type.getNamespace(), type.isError());
        done.put(name, record); // Before its fields, which may be of this type.
        record.setFields(fields(where, a, b));
        withProperties(record, type);
      }
    }
    return done.get(name);
  }

  private static Schema fixed(String where, Schema a, Schema b) {
    boolean covers = Meaning.of(a).covers(Meaning.of(b));
    if (a.getFixedSize() != b.getFixedSize() || !(covers || Meaning.of(b).covers(Meaning.of(a)))) {
      throw mismatch(where, a, b);
    }
    return covers ? a : b;
  }

  private Optional<Schema> olderOf(String name) {
    return Optional.ofNullable(older.get(name))
        .or(
            () ->
                renamed.entrySet().stream()
                    .filter(it -> it.getValue().equals(name))
                    .findFirst()
                    .map(it -> older.get(it.getKey())));
  }

  private static Schema symbols(Schema type, Optional<Schema> a, Optional<Schema> b) {
    Set<String> symbols = new LinkedHashSet<>();
    Stream.of(a, b).flatMap(Optional::stream).forEach(it -> symbols.addAll(it.getEnumSymbols()));
    return Schema.createEnum(
        type.getName(),
        type.getDoc(),
        type.getNamespace(),
        List.copyOf(symbols),
        type.getEnumDefault());
  }

  private List<Field> fields(String where, Optional<Schema> a, Optional<Schema> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b).orElseThrow().getFields().stream()
          .map(it -> field(it, copy(below(where, it), it.schema()), it.defaultVal()))
          .toList();
    }
    Map<String, Field> left = new LinkedHashMap<>();
    b.get().getFields().forEach(field -> left.put(field.name(), field));
    List<Field> fields = new ArrayList<>();
    for (Field field : a.get().getFields()) {
      Optional<Field> before = before(field, left);
      before.ifPresent(it -> left.remove(it.name()));
      fields.add(
          before
              .map(
                  it ->
                      field(
                          field,
                          merge(below(where, field), field.schema(), it.schema()),
                          field.defaultVal()))
              .orElseGet(() -> absent(where, field)));
    }
    left.values().forEach(field -> fields.add(absent(where, field)));
    return fields;
  }

  /** The field of an older record that a field was, by its name or an alias. */
  static Optional<Field> before(Field field, Map<String, Field> older) {
    return Stream.concat(Stream.of(field.name()), field.aliases().stream())
        .map(older::get)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** A field that some files do not have. */
  private Field absent(String where, Field field) {
    Schema type = copy(below(where, field), field.schema());
    return field.hasDefaultValue()
        ? field(field, type, field.defaultVal())
        : field(field, nullFirst(type), JsonProperties.NULL_VALUE);
  }

  private static Schema nullFirst(Schema type) {
    if (isNull(type)) {
      return type;
    }
    List<Schema> branches = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
    branches(type).stream().filter(it -> !isNull(it)).forEach(branches::add);
    return Schema.createUnion(branches);
  }

  private static Field field(Field from, Schema type, Object defaultValue) {
    Field field = new Field(from.name(), type, from.doc(), defaultValue, from.order());
    from.aliases().forEach(field::addAlias);
    field.addAllProps(from);
    return field;
  }

  /** A type of one of the two, with the one definition of each name in it. */
  private Schema copy(String where, Schema type) {
    return switch (type.getType()) {
      case RECORD, ENUM, FIXED -> named(where, nameNow(type));
      case ARRAY ->
          withProperties(Schema.createArray(copy(where + "[]", type.getElementType())), type);
      case MAP -> withProperties(Schema.createMap(copy(where + "{}", type.getValueType())), type);
      case UNION ->
          withProperties(
              Schema.createUnion(type.getTypes().stream().map(it -> copy(where, it)).toList()),
              type);
      default -> type;
    };
  }

  private static Schema withProperties(Schema schema, Schema from) {
    if (NamedTypes.isNamed(schema)) {
      from.getAliases().forEach(schema::addAlias);
    }
    schema.addAllProps(from);
    return schema;
  }

  private static String below(String where, Field field) {
    return where.isEmpty() ? field.name() : where + "." + field.name();
  }

  private static String name(String where) {
    return where.isEmpty() ? ITSELF : "field " + where;
  }

  private static MismatchException mismatch(String where, Schema a, Schema b) {
    return new MismatchException(name(where), word(a), word(b));
  }

  private static String word(Schema schema) {
    return TypeWords.of(schema);
  }
}
