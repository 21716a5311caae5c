package io.camus.decode;

import io.camus.time.LogicalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Compiles a writer schema to an {@link AvroProgram}. Records on the path to a captured field are
 * inlined; every other record type is a separate block, compiled once, which also terminates for
 * recursive schemas.
 */
final class AvroCompiler {
  private static final long VARIABLE_SIZE = -1;

  /** Of a record that directly contains itself, without a union, array or map in between. */
  private static final long ENDLESS_SIZE = -2;

  private int[] code = new int[64];
  private int length;

  /** Index of the previous step, if the next one always follows it; else negative. */
  private int last = -1;

  private int[] entries = new int[8];
  private int blocks;
  private final List<LogicalTime> meanings = new ArrayList<>();
  private final List<List<String>> symbols = new ArrayList<>();
  private final List<FieldTree> maps = new ArrayList<>();
  private final IdentityHashMap<Schema, Integer> blockOf = new IdentityHashMap<>();
  private final IdentityHashMap<Schema, Long> sizeOf = new IdentityHashMap<>();
  private final Deque<Runnable> open = new ArrayDeque<>();

  private AvroCompiler() {}

  /** The program for data of a schema that captures the wanted fields. */
  static AvroProgram compile(Schema schema, FieldTree wanted) {
    return new AvroCompiler().program(schema, wanted);
  }

  private AvroProgram program(Schema schema, FieldTree wanted) {
    block(schema, wanted);
    while (!open.isEmpty()) {
      open.pop().run();
    }
    return new AvroProgram(
        Arrays.copyOf(code, length), Arrays.copyOf(entries, blocks), meanings, symbols, maps);
  }

  /** Opens a separate block; its steps are emitted after the current block. */
  private int block(Schema schema, FieldTree wanted) {
    boolean shared = wanted == null;
    if (shared && blockOf.containsKey(schema)) {
      return blockOf.get(schema);
    }
    int block = blocks++;
    if (block == entries.length) {
      entries = Arrays.copyOf(entries, block * 2);
    }
    if (shared) {
      blockOf.put(schema, block);
    }
    open.add(
        () -> {
          entries[block] = length;
          boolean captured = wanted != null && wanted.slot() != FieldTree.NO_SLOT;
          if (schema.getType() == Schema.Type.RECORD && !captured) {
            fields(schema, wanted);
          } else {
            value(schema, wanted);
          }
          emit(AvroProgram.END);
        });
    return block;
  }

  private void fields(Schema record, FieldTree wanted) {
    for (Schema.Field field : record.getFields()) {
      value(field.schema(), wanted == null ? null : wanted.child(field.name()));
    }
  }

  private void value(Schema schema, FieldTree wanted) {
    if (wanted != null && wanted.slot() != FieldTree.NO_SLOT) {
      if (capture(schema, wanted.slot())) {
        return;
      }
      noteOther(schema, wanted.slot());
    }
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN, FLOAT, DOUBLE, FIXED -> fixed(size(schema));
      case INT -> repeat(AvroProgram.INTS, 1);
      case LONG -> repeat(AvroProgram.LONGS, 1);
      case STRING, BYTES -> repeat(AvroProgram.BLOBS, 1);
      case ENUM -> emit(AvroProgram.ENUM, schema.getEnumSymbols().size());
      case UNION -> union(schema.getTypes(), wanted);
      case ARRAY -> array(schema.getElementType());
      case MAP -> map(schema.getValueType(), wanted);
      case RECORD -> record(schema, wanted);
    }
  }

  private void record(Schema schema, FieldTree wanted) {
    long size = size(schema);
    if (size == ENDLESS_SIZE) {
      emit(AvroProgram.ENDLESS);
    } else if (wanted != null && wanted.hasChildren()) {
      fields(schema, wanted);
    } else if (size >= 0) {
      fixed(size);
    } else {
      emit(AvroProgram.RECORD, block(schema, null));
    }
  }

  private void array(Schema items) {
    long size = size(items);
    if (size >= 0) {
      emit(AvroProgram.FIXED_ARRAY, (int) Math.min(size, Integer.MAX_VALUE));
      return;
    }
    switch (items.getType()) {
      case INT -> emit(AvroProgram.INT_ARRAY);
      case LONG -> emit(AvroProgram.LONG_ARRAY);
      case STRING, BYTES -> emit(AvroProgram.BLOB_ARRAY, 1);
      default -> emit(AvroProgram.ARRAY, block(items, null));
    }
  }

  private void map(Schema values, FieldTree wanted) {
    if (wanted != null && wanted.hasChildren()) {
      emit(AvroProgram.WANTED_MAP, maps.size(), block(values, null));
      maps.add(wanted);
      for (int i = 0; i < wanted.childCount(); i++) {
        emit(block(values, wanted.child(i)));
      }
      last = -1;
      return;
    }
    switch (values.getType()) {
      case STRING, BYTES -> emit(AvroProgram.BLOB_ARRAY, 2); // with their keys
      default -> emit(AvroProgram.MAP, block(values, null));
    }
  }

  private void union(List<Schema> branches, FieldTree wanted) {
    int nullIndex = -1;
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).getType() == Schema.Type.NULL) {
        nullIndex = i;
      }
    }
    if (branches.size() == 2 && nullIndex >= 0) {
      emit(AvroProgram.OPTIONAL, nullIndex, 0);
      int next = length - 1;
      value(branches.get(1 - nullIndex), wanted);
      code[next] = length;
      last = -1;
      return;
    }
    emit(AvroProgram.UNION, branches.size());
    for (Schema branch : branches) {
      emit(block(branch, wanted));
    }
    last = -1;
  }

  /** Emits a step that captures a value; false if values of this schema are not captured. */
  private boolean capture(Schema schema, int slot) {
    switch (schema.getType()) {
      case INT, LONG -> {
        Optional<LogicalTime> meaning = LogicalTime.of(schema);
        if (meaning.isEmpty()) {
          return false;
        }
        boolean isInt = schema.getType() == Schema.Type.INT;
        emit(isInt ? AvroProgram.CAPTURE_INT : AvroProgram.CAPTURE_LONG, slot, meanings.size());
        meanings.add(meaning.get());
      }
      case FLOAT -> emit(AvroProgram.CAPTURE_FLOAT, slot, 0);
      case DOUBLE -> emit(AvroProgram.CAPTURE_DOUBLE, slot, 0);
      case STRING -> emit(AvroProgram.CAPTURE_STRING, slot, 0);
      case ENUM -> {
        emit(AvroProgram.CAPTURE_ENUM, slot, symbols.size());
        symbols.add(schema.getEnumSymbols());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Emits a step that notes a value that cannot be captured. */
  private void noteOther(Schema schema, int slot) {
    if (schema.getType() != Schema.Type.NULL && schema.getType() != Schema.Type.UNION) {
      emit(AvroProgram.NOTE_OTHER, slot, symbols.size());
      String kind =
          schema.getLogicalType() == null
              ? schema.getType().getName()
              : schema.getLogicalType().getName();
      symbols.add(List.of("Avro's " + kind));
    }
  }

  /** The fixed size of values of the schema in bytes, or one of the two negative constants. */
  private long size(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> 0;
      case BOOLEAN -> 1;
      case FLOAT -> 4;
      case DOUBLE -> 8;
      case FIXED -> schema.getFixedSize();
      case RECORD -> recordSize(schema);
      default -> VARIABLE_SIZE;
    };
  }

  private long recordSize(Schema record) {
    Long known = sizeOf.get(record);
    if (known != null) {
      return known;
    }
    // A schema that is reached again while its fields are processed contains itself.
    sizeOf.put(record, ENDLESS_SIZE);
    long size = 0;
    for (Schema.Field field : record.getFields()) {
      long part = size(field.schema());
      if (part == ENDLESS_SIZE) {
        size = ENDLESS_SIZE;
        break;
      }
      size = size == VARIABLE_SIZE || part == VARIABLE_SIZE ? VARIABLE_SIZE : size + part;
    }
    sizeOf.put(record, size);
    return size;
  }

  /** Emits data of a fixed size. */
  private void fixed(long size) {
    if (size > 0) {
      // Larger than any Kafka record, so the exact number does not matter.
      repeat(AvroProgram.FIXED, (int) Math.min(size, Integer.MAX_VALUE));
    }
  }

  /** Emits a repeated step, merged with an equal previous one. */
  private void repeat(int step, int count) {
    if (last >= 0 && code[last] == step) {
      code[last + 1] = (int) Math.min((long) code[last + 1] + count, Integer.MAX_VALUE);
    } else {
      emit(step, count);
    }
  }

  private void emit(int... step) {
    if (length + step.length > code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    System.arraycopy(step, 0, code, length, step.length);
    last = length;
    length += step.length;
  }
}
