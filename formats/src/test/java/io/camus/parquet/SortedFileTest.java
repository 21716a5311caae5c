package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.format.Compression;
import io.camus.model.ConfigurationException;
import io.camus.parquet.ParquetLayout.Dictionaries;
import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorted row groups; the order is that of Parquet's own comparators. */
class SortedFileTest {
  private static final int MOST_KEYS = 4;

  private static ParquetFileFormat format(List<String> sort) {
    return new ParquetFileFormat(
        new Compression.Snappy(),
        new ParquetLayout(1 << 20, 1 << 12, Dictionaries.USED, List.of("c8"), sort));
  }

  /** Fields of all types that have an order: c0, c1 and so on; half of them may be null. */
  private static Schema schema() {
    Schema uuid = LogicalTypes.uuid().addToSchema(Schema.createFixed("Uuid", null, null, 16));
    Schema decimal = Schema.create(Schema.Type.BYTES);
    Schema fixedDecimal = Schema.createFixed("Price", null, null, 5);
    List<Schema> types =
        List.of(
            Schema.create(Schema.Type.BOOLEAN),
            Schema.create(Schema.Type.INT),
            Schema.create(Schema.Type.LONG),
            Schema.create(Schema.Type.FLOAT),
            Schema.create(Schema.Type.DOUBLE),
            Schema.create(Schema.Type.STRING),
            Schema.create(Schema.Type.BYTES),
            Schema.createEnum("Kind", null, null, List.of("Z", "B", "AA", "A")),
            uuid,
            LogicalTypes.decimal(12, 2).addToSchema(decimal),
            LogicalTypes.decimal(9, 3).addToSchema(fixedDecimal));
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Row").fields();
    for (int i = 0; i < types.size(); i++) {
      Schema type = types.get(i);
      fields
          .name("c" + i)
          .type(i % 2 == 0 ? type : Schema.createUnion(Schema.create(Schema.Type.NULL), type))
          .noDefault();
    }
    return fields.requiredInt("number").endRecord();
  }

  private static Object value(Random random, Schema schema) {
    return switch (schema.getType()) {
      case UNION -> random.nextInt(4) == 0 ? null : value(random, schema.getTypes().get(1));
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt(7) - 3;
      case LONG -> random.nextBoolean() ? random.nextLong() : random.nextInt(3);
      case FLOAT ->
          List.of(0f, -0f, Float.NaN, -1.5f, Float.NEGATIVE_INFINITY, 3e30f).get(random.nextInt(6));
      case DOUBLE ->
          List.of(0d, -0d, Double.NaN, -1.5, Double.POSITIVE_INFINITY, Double.MIN_VALUE)
              .get(random.nextInt(6));
      case STRING ->
          List.of("", "a", "ab", "\u00e4", "\ud83d\ude00", "\uffee", "b").get(random.nextInt(7));
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(4)));
      case BYTES ->
          schema.getLogicalType() == null
              ? ByteBuffer.wrap(bytes(random, random.nextInt(3)))
              : new Conversions.DecimalConversion()
                  .toBytes(decimal(random, 2), schema, schema.getLogicalType());
      case FIXED ->
          schema.getFixedSize() == 16
              ? new GenericData.Fixed(schema, bytes(random, 16))
              : new Conversions.DecimalConversion()
                  .toFixed(decimal(random, 3), schema, schema.getLogicalType());
      default -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private static BigDecimal decimal(Random random, int scale) {
    return BigDecimal.valueOf(random.nextInt(100_001) - 50_000L, scale);
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<byte[]> records(Random random, Schema schema, int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GenericRecord record = new GenericData.Record(schema);
      for (Schema.Field field : schema.getFields()) {
        record.put(field.pos(), field.name().equals("number") ? i : value(random, field.schema()));
      }
      records.add(RandomRecords.encode(schema, record));
    }
    return records;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyRowGroupIsSortedAndNothingElseChanges(int seed) throws IOException {
    Random random = new Random(seed);
    Schema schema = schema();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < schema.getFields().size() - 1; i++) {
      names.add("c" + i);
    }
    Collections.shuffle(names, random);
    List<String> sort = List.copyOf(names.subList(0, 1 + random.nextInt(MOST_KEYS)));
    List<byte[]> records = records(random, schema, random.nextInt(3) == 0 ? 20_000 : 1_000);

    byte[] file = ParquetFiles.write(format(sort), schema, records);

    assertSame(ParquetFiles.read(file), records);
    int groups = assertSorted(file, sort);
    assertThat(groups).isEqualTo(statesSorting(file, sort));
    assertThat(groups).isEqualTo(records.size() > 1_000 ? 3 : 1);
  }

  /** The same records in any order. */
  private static void assertSame(List<byte[]> found, List<byte[]> expected) {
    Comparator<byte[]> bytes = Arrays::compare;
    List<byte[]> one = new ArrayList<>(found);
    List<byte[]> other = new ArrayList<>(expected);
    one.sort(bytes);
    other.sort(bytes);
    assertThat(one.size()).isEqualTo(other.size());
    for (int i = 0; i < one.size(); i++) {
      assertThat(Arrays.equals(one.get(i), other.get(i))).as("record %d", i).isTrue();
    }
  }

  /** Reads with Parquet's example classes; returns the number of row groups. */
  private static int assertSorted(byte[] file, List<String> sort) throws IOException {
    int groups = 0;
    try (ParquetFileReader reader = ParquetFileReader.open(ParquetFiles.input(file))) {
      MessageType type = reader.getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        groups++;
        RecordReader<Group> rows =
            new ColumnIOFactory()
                .getColumnIO(type)
                .getRecordReader(pages, new GroupRecordConverter(type));
        Group last = rows.read();
        for (long i = 1; i < pages.getRowCount(); i++) {
          Group next = rows.read();
          int order = order(type, sort, last, next);
          assertThat(order).as("%s%nbefore%n%s", last, next).isNotPositive();
          if (order == 0) {
            assertThat(last.getInteger("number", 0)).isLessThan(next.getInteger("number", 0));
          }
          last = next;
        }
      }
    }
    return groups;
  }

  private static int order(MessageType type, List<String> sort, Group one, Group other) {
    for (String name : sort) {
      int nulls = one.getFieldRepetitionCount(name) - other.getFieldRepetitionCount(name);
      if (nulls != 0) {
        return nulls;
      }
      int order =
          one.getFieldRepetitionCount(name) == 0
              ? 0
              : compare(type.getType(name).asPrimitiveType(), name, one, other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(PrimitiveType type, String name, Group one, Group other) {
    PrimitiveComparator<Binary> comparator = type.comparator();
    PrimitiveTypeName kind = type.getPrimitiveTypeName();
    return switch (kind) {
      case BOOLEAN -> comparator.compare(one.getBoolean(name, 0), other.getBoolean(name, 0));
      case INT32 -> comparator.compare(one.getInteger(name, 0), other.getInteger(name, 0));
      case INT64 -> comparator.compare(one.getLong(name, 0), other.getLong(name, 0));
      case FLOAT -> comparator.compare(one.getFloat(name, 0), other.getFloat(name, 0));
      case DOUBLE -> comparator.compare(one.getDouble(name, 0), other.getDouble(name, 0));
      default -> comparator.compare(one.getBinary(name, 0), other.getBinary(name, 0));
    };
  }

  /** The number of row groups, each of which states the columns. */
  private static int statesSorting(byte[] file, List<String> sort) throws IOException {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    FileMetaData metadata =
        Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    List<SortingColumn> expected =
        sort.stream()
            .map(name -> new SortingColumn(Integer.parseInt(name.substring(1)), false, true))
            .toList();
    for (RowGroup group : metadata.getRow_groups()) {
      assertThat(group.getSorting_columns()).isEqualTo(expected);
    }
    return metadata.getRow_groupsSize();
  }

  @Test
  void parquetAvroReadsASortedFileWithItsMetadata() throws IOException {
    Schema schema = schema();
    List<byte[]> records = records(new Random(1), schema, 100);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer =
        format(List.of("c2")).create(out, Optional.of(schema), Map.of("camus.topic", "t"))) {
      for (byte[] record : records) {
        writer.append(ParquetFiles.datum(record));
      }
    }

    List<GenericRecord> read = ParquetFiles.readByParquetAvro(out.toByteArray());

    assertThat(read).extracting(it -> (Long) it.get("c2")).isSorted().hasSize(100);
    try (ParquetRecords file = ParquetRecords.open(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(file.metadata()).isEqualTo(Map.of("camus.topic", "t"));
    }
  }

  @Test
  void waitingRecordsCountAsBufferedAndAFlushEndsTheRowGroup() throws IOException {
    Schema schema = schema();
    List<byte[]> records = records(new Random(2), schema, 3_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long bytes = 0;
    try (FileFormat.Writer writer =
        format(List.of("c5")).create(out, Optional.of(schema), Map.of())) {
      for (byte[] record : records) {
        writer.append(ParquetFiles.datum(record));
        bytes += record.length;
        assertThat(writer.buffered()).isGreaterThanOrEqualTo(bytes);
      }
      writer.flush();
      assertThat(writer.buffered()).isZero();
      writer.append(ParquetFiles.datum(records.get(0)));
      assertThat(writer.buffered()).isPositive();
    }
    assertThat(statesSorting(out.toByteArray(), List.of("c5"))).isEqualTo(2);
  }

  @Test
  void aBrokenDatumIsToldWhenItIsAppended() throws IOException {
    byte[] record = records(new Random(3), schema(), 1).get(0);
    try (FileFormat.Writer writer =
        format(List.of("c1"))
            .create(OutputStream.nullOutputStream(), Optional.of(schema()), Map.of())) {
      byte[] shorter = Arrays.copyOf(record, record.length - 1);
      assertThatThrownBy(() -> writer.append(ParquetFiles.datum(shorter)))
          .isInstanceOf(MalformedDatumException.class);
    }
  }

  @Test
  void onlyColumnsWithOneValueCanSort() {
    Schema schema =
        SchemaBuilder.record("Tagged")
            .fields()
            .name("tags")
            .type()
            .array()
            .items()
            .stringType()
            .noDefault()
            .endRecord();
    assertThatThrownBy(
            () ->
                format(List.of("tags.list.element"))
                    .create(OutputStream.nullOutputStream(), Optional.of(schema), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "camus.parquet.sort.columns: tags.list.element is in an array or a map of Tagged, so a"
                + " record may have several; name columns with one value");
  }

  @Test
  void columnsThatAFileDoesNotHaveAreIgnored() throws IOException {
    List<byte[]> records = records(new Random(4), schema(), 50);

    byte[] file = ParquetFiles.write(format(List.of("no.such", "c1", "c1")), schema(), records);
    byte[] unsorted = ParquetFiles.write(format(List.of("no.such")), schema(), records);

    assertThat(statesSorting(file, List.of("c1"))).isEqualTo(1);
    ParquetFiles.assertHolds(unsorted, records);
  }
}
