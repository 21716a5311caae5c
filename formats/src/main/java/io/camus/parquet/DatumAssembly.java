package io.camus.parquet;

import io.camus.format.StoredTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/**
 * Encodes the values that Parquet's reader finds in a record as Avro binary, canonically: the
 * reader reports the parts of a record in the order of its schema, and does not report what is
 * null.
 */
final class DatumAssembly extends RecordMaterializer<EncodedBytes> {
  private static final int NOT_NULLABLE = -1;

  private final EncodedBytes out = new EncodedBytes();
  private final Fields root;

  /**
   * @param record the schema of the file's records
   */
  DatumAssembly(Schema record) {
    this.root = fields(out::clear, record.getFields().stream().map(Schema.Field::schema).toList());
  }

  /** The last record; valid until the next one. */
  @Override
  public EncodedBytes getCurrentRecord() {
    return out;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  /** Does what comes before a value: encodes the nulls before it, and its branch of a union. */
  private interface Before {
    void value();
  }

  private Converter converter(Before before, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> fields(before, schema.getFields().stream().map(Schema.Field::schema).toList());
      case UNION -> union(before, schema.getTypes());
      case ARRAY -> new Items(before, List.of(schema.getElementType()));
      case MAP ->
          new Items(before, List.of(Schema.create(Schema.Type.STRING), schema.getValueType()));
      default -> new Leaf(before, schema);
    };
  }

  private Converter union(Before before, List<Schema> branches) {
    int nullIndex = nullIndex(branches);
    if (branches.size() == 2 && nullIndex != NOT_NULLABLE) {
      return branch(before, branches, 1 - nullIndex);
    }
    return new Members(before, branches);
  }

  private Converter branch(Before before, List<Schema> branches, int index) {
    return converter(
        () -> {
          before.value();
          out.writeNumber(index);
        },
        branches.get(index));
  }

  private static int nullIndex(List<Schema> branches) {
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).getType() == Schema.Type.NULL) {
        return i;
      }
    }
    return NOT_NULLABLE;
  }

  private Fields fields(Before before, List<Schema> schemas) {
    return new Fields(before, schemas.stream().filter(DatumAssembly::hasColumns).toList());
  }

  private static boolean hasColumns(Schema schema) {
    return schema.getType() != Schema.Type.NULL;
  }

  /** A group with children. */
  private abstract static class Group extends GroupConverter {
    Converter[] children;

    @Override
    public Converter getConverter(int index) {
      return children[index];
    }
  }

  /** The fields of a record, of an item, or of an entry. */
  private final class Fields extends Group {
    private final Before before;
    private final int[] nulls;
    private int next;

    /**
     * @param schemas of the fields that have columns
     */
    Fields(Before before, List<Schema> schemas) {
      this.before = before;
      this.nulls =
          schemas.stream()
              .mapToInt(it -> it.isUnion() ? nullIndex(it.getTypes()) : NOT_NULLABLE)
              .toArray();
      this.children = new Converter[nulls.length];
      for (int i = 0; i < nulls.length; i++) {
        int field = i;
        children[i] = converter(() -> reach(field), schemas.get(i));
      }
    }

    /** A field has a value; those before it are null. */
    private void reach(int field) {
      skipTo(field);
      next = field + 1;
    }

    private void skipTo(int field) {
      for (; next < field; next++) {
        if (nulls[next] == NOT_NULLABLE) {
          throw new ParquetDecodingException("a required field has no value");
        }
        out.writeNumber(nulls[next]);
      }
    }

    @Override
    public void start() {
      before.value();
      next = 0;
    }

    @Override
    public void end() {
      skipTo(nulls.length);
    }
  }

  /** The types of a union besides null, of which one has a value. */
  private final class Members extends Group {
    private final Before before;

    Members(Before before, List<Schema> branches) {
      this.before = before;
      this.children = new Converter[branches.size()];
      int member = 0;
      for (int i = 0; i < branches.size(); i++) {
        if (hasColumns(branches.get(i))) {
          children[member++] = branch(() -> {}, branches, i);
        }
      }
    }

    @Override
    public void start() {
      before.value();
    }

    @Override
    public void end() {
      // The member has been encoded.
    }
  }

  /** The items of an array, or the entries of a map. */
  private final class Items extends Group {
    private final Before before;
    private int start;
    private int count;

    Items(Before before, List<Schema> schemas) {
      this.before = before;
      this.children = new Converter[] {new Fields(() -> count++, schemas)};
    }

    @Override
    public void start() {
      before.value();
      start = out.length();
      count = 0;
    }

    @Override
    public void end() {
      if (count > 0) {
        out.insertNumber(start, count);
      }
      out.writeNumber(0);
    }
  }

  /** A value of a column. */
  private final class Leaf extends PrimitiveConverter {
    private final Before before;
    private final boolean sized;
    private final boolean micros;
    private final Map<Binary, Integer> symbols = new HashMap<>();

    Leaf(Before before, Schema schema) {
      this.before = before;
      this.sized = schema.getType() != Schema.Type.FIXED;
      this.micros = StoredTimes.areMicros(schema);
      if (schema.getType() == Schema.Type.ENUM) {
        for (String symbol : schema.getEnumSymbols()) {
          symbols.put(Binary.fromString(symbol), symbols.size());
        }
      }
    }

    @Override
    public void addBinary(Binary value) {
      before.value();
      if (!symbols.isEmpty()) {
        Integer index = symbols.get(value);
        if (index == null) {
          throw new ParquetDecodingException(
              value.toStringUsingUTF8() + " is not a symbol of the schema");
        }
        out.writeNumber(index);
        return;
      }
      byte[] bytes = value.getBytesUnsafe();
      if (sized) {
        out.writeNumber(bytes.length);
      }
      out.write(bytes, 0, bytes.length);
    }

    @Override
    public void addBoolean(boolean value) {
      before.value();
      out.writeByte(value ? 1 : 0);
    }

    @Override
    public void addInt(int value) {
      before.value();
      out.writeNumber(value);
    }

    @Override
    public void addLong(long value) {
      before.value();
      out.writeNumber(micros ? value / StoredTimes.OF_MILLI : value);
    }

    @Override
    public void addFloat(float value) {
      before.value();
      out.writeInt(Float.floatToRawIntBits(value));
    }

    @Override
    public void addDouble(double value) {
      before.value();
      out.writeLong(Double.doubleToRawLongBits(value));
    }
  }
}
