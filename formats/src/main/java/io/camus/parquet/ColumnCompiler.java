package io.camus.parquet;

import io.camus.format.StoredTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/** Compiles a schema that {@link ColumnMapping} accepts to a {@link ColumnProgram}. */
final class ColumnCompiler {
  private int[] code = new int[64];
  private int length;
  private int columns;
  private final List<List<String>> symbols = new ArrayList<>();

  private ColumnCompiler() {}

  /** The program for records of a schema. */
  static ColumnProgram compile(Schema record) {
    ColumnCompiler compiler = new ColumnCompiler();
    compiler.fields(record, 0, 0);
    compiler.emit(ColumnProgram.END);
    return new ColumnProgram(
        Arrays.copyOf(compiler.code, compiler.length), compiler.columns, compiler.symbols);
  }

  private void fields(Schema record, int level, int repetition) {
    for (Schema.Field field : record.getFields()) {
      value(field.schema(), level, repetition);
    }
  }

  private void value(Schema schema, int level, int repetition) {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> emit(ColumnProgram.BOOLEAN, columns++, level);
      case INT, LONG -> emit(number(schema), columns++, level);
      case FLOAT -> emit(ColumnProgram.FLOAT, columns++, level);
      case DOUBLE -> emit(ColumnProgram.DOUBLE, columns++, level);
      case STRING, BYTES -> emit(ColumnProgram.BLOB, columns++, level);
      case FIXED -> emit(ColumnProgram.FIXED, columns++, level, schema.getFixedSize());
      case ENUM -> {
        emit(ColumnProgram.ENUM, columns++, level, symbols.size());
        symbols.add(schema.getEnumSymbols());
      }
      case UNION -> union(schema.getTypes(), level, repetition);
      case ARRAY -> repeated(level, repetition, false, schema.getElementType());
      case MAP -> repeated(level, repetition, true, schema.getValueType());
      case RECORD -> fields(schema, level, repetition);
    }
  }

  private static int number(Schema schema) {
    boolean isInt = schema.getType() == Schema.Type.INT;
    if (StoredTimes.areMicros(schema)) {
      return isInt ? ColumnProgram.INT_MILLIS : ColumnProgram.LONG_MILLIS;
    }
    return isInt ? ColumnProgram.INT : ColumnProgram.LONG;
  }

  /** Emits an array, or a map with its keys. */
  private void repeated(int level, int repetition, boolean keys, Schema values) {
    int step = length;
    emit(ColumnProgram.REPEATED, repetition + 1, level, columns, 0, 0);
    if (keys) {
      emit(ColumnProgram.BLOB, columns++, level + 1);
    }
    value(values, level + 1, repetition + 1);
    emit(ColumnProgram.END);
    code[step + 4] = columns;
    code[step + 5] = length;
  }

  private void union(List<Schema> branches, int level, int repetition) {
    int nullIndex = -1;
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).getType() == Schema.Type.NULL) {
        nullIndex = i;
      }
    }
    if (branches.size() == 2 && nullIndex >= 0) {
      optional(branches.get(1 - nullIndex), nullIndex, level, repetition);
    } else {
      members(branches, level, nullIndex >= 0 ? level + 1 : level, repetition);
    }
  }

  private void optional(Schema schema, int nullIndex, int level, int repetition) {
    int step = length;
    emit(ColumnProgram.OPTIONAL, nullIndex, level, columns, 0, 0);
    value(schema, level + 1, repetition);
    code[step + 4] = columns;
    code[step + 5] = length;
  }

  /**
   * Emits a union whose branches are members of a group.
   *
   * @param level of null
   * @param groupLevel of the group
   */
  private void members(List<Schema> branches, int level, int groupLevel, int repetition) {
    int step = length;
    emit(ColumnProgram.UNION, branches.size(), level, columns, 0, 0);
    int branch = length;
    for (int i = 0; i < branches.size(); i++) {
      emit(ColumnProgram.NO_BLOCK, columns, columns, level);
    }
    for (Schema schema : branches) {
      if (schema.getType() != Schema.Type.NULL) {
        code[branch] = length;
        code[branch + 1] = columns;
        value(schema, groupLevel + 1, repetition);
        emit(ColumnProgram.END);
        code[branch + 2] = columns;
        code[branch + 3] = groupLevel;
      }
      branch += ColumnProgram.BRANCH;
    }
    code[step + 4] = columns;
    code[step + 5] = length;
  }

  private void emit(int... step) {
    if (length + step.length > code.length) {
      code = Arrays.copyOf(code, (length + step.length) * 2);
    }
    System.arraycopy(step, 0, code, length, step.length);
    length += step.length;
  }
}
