package io.camus.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.format.Compression;
import io.camus.model.ConfigurationException;
import io.camus.parquet.ParquetLayout.Dictionaries;
import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;

/** What files of page views and other records have inside, as Parquet's own reader shows it. */
class ParquetFileFormatTest {
  private static final Schema COUNT =
      SchemaBuilder.record("Count").namespace("test").fields().requiredInt("n").endRecord();

  private static ParquetFileFormat format(ParquetLayout layout) {
    return new ParquetFileFormat(new Compression.Zstandard(3), layout);
  }

  private static ParquetMetadata footer(byte[] file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(ParquetFiles.input(file))) {
      return reader.getFooter();
    }
  }

  private static ColumnChunkMetaData column(BlockMetaData group, String name) {
    return group.getColumns().stream()
        .filter(it -> it.getPath().toDotString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void metadataOfTheFileAreKept() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> facts = Map.of("camus.run", "r-1", "camus.fact", "ünï");
    format(ParquetLayout.USUAL).create(out, Optional.of(COUNT), facts).close();

    try (ParquetRecords records =
        ParquetRecords.open(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(records.metadata()).isEqualTo(facts);
      assertThat(records.schema()).isEqualTo(COUNT);
      assertThat(records.next()).isFalse();
    }
    assertThat(footer(out.toByteArray()).getFileMetaData().getKeyValueMetaData())
        .containsAllEntriesOf(facts)
        .containsEntry("parquet.avro.schema", COUNT.toString());
  }

  @Test
  void keysThatParquetReservesAreRefused() {
    assertThatThrownBy(
            () ->
                format(ParquetLayout.USUAL)
                    .create(
                        new ByteArrayOutputStream(),
                        Optional.of(COUNT),
                        Map.of("parquet.avro.schema", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parquet reserves the key parquet.avro.schema");
  }

  @Test
  void statisticsAndIndexesDescribeTheValues() throws IOException {
    List<byte[]> views = PageViews.of(new Random(1), 30_000);
    byte[] file = ParquetFiles.write(format(ParquetLayout.USUAL), PageViews.SCHEMA, views);

    BlockMetaData group = footer(file).getBlocks().get(0);
    assertThat(group.getRowCount()).isEqualTo(30_000);
    Statistics<?> time = column(group, "header.time").getStatistics();
    assertThat(time.genericGetMin()).isEqualTo(1_790_000_000_000L);
    assertThat(time.genericGetMax()).isEqualTo(1_790_000_029_999L);
    assertThat(time.getNumNulls()).isZero();
    Statistics<?> locale = column(group, "locale").getStatistics();
    assertThat(new String(locale.getMinBytes(), UTF_8)).isEqualTo("de_DE");
    assertThat(new String(locale.getMaxBytes(), UTF_8)).isEqualTo("pt_BR");
    Statistics<?> scroll = column(group, "scrollDepth").getStatistics();
    assertThat(scroll.getNumNulls()).isBetween(14_000L, 16_000L);
    try (ParquetFileReader reader = ParquetFileReader.open(ParquetFiles.input(file))) {
      assertThat(reader.readColumnIndex(column(group, "url")).getMinValues()).hasSizeGreaterThan(5);
      assertThat(reader.readOffsetIndex(column(group, "url")).getPageCount()).isGreaterThan(5);
    }
    assertThat(column(group, "locale").hasDictionaryPage()).isTrue();
    assertThat(column(group, "url").hasDictionaryPage()).isFalse();
  }

  @Test
  void longTextsHaveShortStatistics() throws IOException {
    Schema schema = SchemaBuilder.record("Page").fields().requiredString("text").endRecord();
    String text = "x".repeat(1 << 20);
    byte[] bytes = RandomRecords.encode(schema, record(schema, "text", text));

    byte[] file = ParquetFiles.write(schema, List.of(bytes));

    assertThat(ParquetFiles.read(file)).containsExactly(bytes);
    Statistics<?> statistics = footer(file).getBlocks().get(0).getColumns().get(0).getStatistics();
    assertThat(statistics.getMaxBytes()).hasSize(64);
  }

  private static GenericRecord record(Schema schema, String field, Object value) {
    GenericRecord record = new GenericData.Record(schema);
    record.put(field, value);
    return record;
  }

  @Test
  void rowGroupsEndAtTheirSize() throws IOException {
    ParquetLayout layout =
        new ParquetLayout(1 << 20, 1 << 14, Dictionaries.USED, List.of(), List.of());
    List<byte[]> views = PageViews.of(new Random(2), 60_000);

    byte[] file = ParquetFiles.write(format(layout), PageViews.SCHEMA, views);

    List<BlockMetaData> groups = footer(file).getBlocks();
    assertThat(groups).hasSizeGreaterThan(2);
    assertThat(groups).allMatch(it -> it.getCompressedSize() <= 1 << 20);
    ParquetFiles.assertHolds(file, views);
  }

  @Test
  void flushEndsTheRowGroupAndFreesItsMemory() throws IOException {
    List<byte[]> views = PageViews.of(new Random(3), 10_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer =
        format(ParquetLayout.USUAL).create(out, Optional.of(PageViews.SCHEMA), Map.of())) {
      writer.flush();
      for (byte[] view : views.subList(0, 5_000)) {
        writer.append(ParquetFiles.datum(view));
      }
      long memory = writer.buffered();
      assertThat(out.size()).isLessThan(10);
      writer.flush();
      assertThat(writer.buffered()).isLessThan(memory / 4);
      assertThat(out.size()).isGreaterThan(100_000);
      for (byte[] view : views.subList(5_000, 10_000)) {
        writer.append(ParquetFiles.datum(view));
      }
    }

    assertThat(footer(out.toByteArray()).getBlocks()).hasSize(2);
    ParquetFiles.assertHolds(out.toByteArray(), views);
  }

  @Test
  void largeFileIsReadFromATemporaryFileThatIsDeleted() throws IOException {
    Schema schema = SchemaBuilder.record("Page").fields().requiredBytes("content").endRecord();
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] content = new byte[1 << 20];
      new Random(i).nextBytes(content);
      data.add(RandomRecords.encode(schema, record(schema, "content", ByteBuffer.wrap(content))));
    }
    byte[] file = ParquetFiles.write(schema, data);
    ParquetFiles.assertHolds(file, data);
    FileInput input = FileInput.copy(new ByteArrayInputStream(file));
    Path spool = input.spool().orElseThrow();
    assertThat(spool).hasBinaryContent(file);
    input.close();
    assertThat(spool).doesNotExist();
    assertThat(FileInput.copy(new ByteArrayInputStream(new byte[1 << 24])).spool()).isEmpty();
  }

  @Test
  void openFilesNeedFewMegabytesEach() throws IOException {
    List<byte[]> views = PageViews.of(new Random(10), 5_000);
    ParquetFileFormat format = format(ParquetLayout.USUAL);
    List<FileFormat.Writer> writers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      FileFormat.Writer writer =
          format.create(OutputStream.nullOutputStream(), Optional.of(PageViews.SCHEMA), Map.of());
      writers.add(writer);
      for (byte[] view : views) {
        writer.append(ParquetFiles.datum(view));
      }
    }

    long stated = writers.stream().mapToLong(FileFormat.Writer::buffered).sum();
    long full = heap();
    for (FileFormat.Writer writer : writers) {
      writer.flush();
      assertThat(writer.buffered()).isZero();
    }
    long freed = full - heap();
    assertThat(freed / writers.size()).isLessThan(3 << 20);
    assertThat(stated).isBetween(freed / 2, freed * 2);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void largeRecordsDoNotExceedTheRowGroup() throws IOException {
    Schema schema = SchemaBuilder.record("Page").fields().requiredBytes("content").endRecord();
    ParquetLayout layout =
        new ParquetLayout(8 << 20, 1 << 16, Dictionaries.USED, List.of(), List.of());
    Random random = new Random(4);
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] content = new byte[1 << 20];
      random.nextBytes(content);
      data.add(RandomRecords.encode(schema, record(schema, "content", ByteBuffer.wrap(content))));
    }
    long most = 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format(layout).create(out, Optional.of(schema), Map.of())) {
      for (byte[] bytes : data) {
        writer.append(ParquetFiles.datum(bytes));
        most = Math.max(most, writer.buffered());
      }
    }

    assertThat(most).isLessThan(20 << 20);
    ParquetFiles.assertHolds(out.toByteArray(), data);
  }

  @Test
  void dictionariesKeepTheBitsOfNumbersThatAreNone() throws IOException {
    Schema schema =
        SchemaBuilder.record("Measure")
            .fields()
            .requiredDouble("wide")
            .requiredFloat("narrow")
            .endRecord();
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      GenericRecord record = new GenericData.Record(schema);
      record.put("wide", Double.longBitsToDouble(0xFFF8_0000_0000_0000L | i % 5));
      record.put("narrow", i % 2 == 0 ? -0.0f : Float.intBitsToFloat(0x7FC0_0000 | i % 7));
      data.add(RandomRecords.encode(schema, record));
    }

    byte[] file = ParquetFiles.write(schema, data);

    ParquetFiles.assertHolds(file, data);
    assertThat(footer(file).getBlocks().get(0).getColumns())
        .allMatch(ColumnChunkMetaData::hasDictionaryPage);
    Statistics<?> wide = footer(file).getBlocks().get(0).getColumns().get(0).getStatistics();
    assertThat(wide.getNanCount()).isEqualTo(5_000);
    assertThat(wide.genericGetMax()).isEqualTo(Double.NaN);
  }

  @Test
  void dictionaryThatIsFullIsKeptForThePagesBefore() throws IOException {
    Schema schema =
        SchemaBuilder.record("Key")
            .fields()
            .optionalString("text")
            .optionalLong("number")
            .endRecord();
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < 120_000; i++) {
      GenericRecord record = new GenericData.Record(schema);
      if (i >= 25_000) {
        record.put("text", "value " + (i < 70_000 ? i % 3 : i));
        record.put("number", i < 70_000 ? i % 3L : i);
      }
      data.add(RandomRecords.encode(schema, record));
    }

    byte[] file = ParquetFiles.write(schema, data);

    ParquetFiles.assertHolds(file, data);
    assertThat(footer(file).getBlocks()).hasSize(1);
    assertThat(footer(file).getBlocks().get(0).getColumns())
        .allMatch(ColumnChunkMetaData::hasDictionaryPage)
        .allMatch(it -> it.getEncodings().contains(Encoding.PLAIN));
  }

  @Test
  void columnsMayDoWithoutDictionaries() throws IOException {
    ParquetLayout plain =
        new ParquetLayout(1 << 25, 1 << 16, Dictionaries.UNUSED, List.of(), List.of());
    List<byte[]> views = PageViews.of(new Random(5), 2_000);

    byte[] file = ParquetFiles.write(format(plain), PageViews.SCHEMA, views);

    assertThat(footer(file).getBlocks().get(0).getColumns())
        .noneMatch(ColumnChunkMetaData::hasDictionaryPage);
    ParquetFiles.assertHolds(file, views);
  }

  @Test
  void bloomFiltersFindTheValuesOfTheirColumns() throws IOException {
    ParquetLayout layout =
        new ParquetLayout(
            1 << 25,
            1 << 16,
            Dictionaries.USED,
            List.of("memberId", "mobile", "no.such.column"),
            List.of());
    List<byte[]> views = PageViews.of(new Random(6), 20_000);

    byte[] file = ParquetFiles.write(format(layout), PageViews.SCHEMA, views);

    try (ParquetFileReader reader = ParquetFileReader.open(ParquetFiles.input(file))) {
      BlockMetaData group = reader.getFooter().getBlocks().get(0);
      var filter = reader.readBloomFilter(column(group, "memberId"));
      for (GenericRecord view : ParquetFiles.readByParquetAvro(file).subList(0, 500)) {
        assertThat(filter.findHash(filter.hash((long) (Long) view.get("memberId")))).isTrue();
      }
      long found = 0;
      for (long other = -1; other > -1_000; other--) {
        found += filter.findHash(filter.hash(other)) ? 1 : 0;
      }
      assertThat(found).isLessThan(50);
      assertThat(reader.readBloomFilter(column(group, "mobile"))).isNull();
      assertThat(reader.readBloomFilter(column(group, "url"))).isNull();
    }
  }

  @Test
  void damagedPageIsFound() throws IOException {
    List<byte[]> views = PageViews.of(new Random(7), 2_000);
    byte[] file =
        ParquetFiles.write(
            new ParquetFileFormat(new Compression.None(), ParquetLayout.USUAL),
            PageViews.SCHEMA,
            views);
    file[5_000] ^= 1;

    assertThatThrownBy(() -> ParquetFiles.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("it is not a complete Parquet file: ");
  }

  @Test
  void truncatedFileIsFound() throws IOException {
    byte[] file =
        ParquetFiles.write(
            format(ParquetLayout.USUAL), PageViews.SCHEMA, PageViews.of(new Random(8), 100));

    assertThatThrownBy(() -> ParquetFiles.read(Arrays.copyOf(file, file.length - 1)))
        .isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> ParquetFiles.read(new byte[0]))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void malformedRecordMakesTheFileUnusable() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFormat.Writer writer =
        format(ParquetLayout.USUAL).create(out, Optional.of(COUNT), Map.of());
    writer.append(ParquetFiles.datum(new byte[] {2}));

    assertThatThrownBy(() -> writer.append(ParquetFiles.datum(new byte[] {4, 2})))
        .isInstanceOf(MalformedDatumException.class)
        .hasMessage(
            "the decoded record is not Avro binary of its schema:"
                + " byte 1 of 2: 1 bytes follow the datum");
    assertThatThrownBy(() -> writer.append(ParquetFiles.datum(new byte[] {4})))
        .hasMessage("an earlier write to this file failed");
    writer.close();
    assertThat(out.size()).isLessThan(10);
    assertThatThrownBy(() -> writer.append(ParquetFiles.datum(new byte[] {4})))
        .hasMessage("this file is closed");
  }

  @Test
  void fullDiskIsReportedOnce() throws IOException {
    FullDisk disk = new FullDisk(100_000);
    FileFormat.Writer writer =
        format(new ParquetLayout(1 << 20, 1 << 14, Dictionaries.USED, List.of(), List.of()))
            .create(disk, Optional.of(PageViews.SCHEMA), Map.of());

    assertThatThrownBy(
            () -> {
              for (byte[] view : PageViews.of(new Random(9), 60_000)) {
                writer.append(ParquetFiles.datum(view));
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    writer.close();
    assertThat(disk.closed).isEqualTo(1);
  }

  @Test
  void fullDiskAtTheEndIsReportedByClose() throws IOException {
    FullDisk disk = new FullDisk(100);
    FileFormat.Writer writer =
        format(ParquetLayout.USUAL).create(disk, Optional.of(COUNT), Map.of());
    writer.append(ParquetFiles.datum(new byte[] {2}));

    assertThatThrownBy(writer::close).isInstanceOf(IOException.class).hasMessage("disk full");
    assertThat(disk.closed).isEqualTo(1);
    writer.close();
    assertThat(disk.closed).isEqualTo(1);
  }

  /** A disk with little room. */
  private static final class FullDisk extends OutputStream {
    private int room;
    int closed;

    FullDisk(int room) {
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      room -= length;
      if (room < 0) {
        throw new IOException("disk full");
      }
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void deflateIsRefused() {
    assertThatThrownBy(() -> new ParquetFileFormat(new Compression.Deflate(6), ParquetLayout.USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("not deflate: use gzip");
  }

  @Test
  void typesOtherThanRecordsAreStoredAsAFieldOfOne() throws IOException {
    Schema schema = LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));

    byte[] file = ParquetFiles.write(schema, List.of(new byte[] {2}));

    assertThat(ParquetFiles.readByParquetAvro(file).get(0).get("value")).isEqualTo(1);
    assertThat(footer(file).getFileMetaData().getSchema().toString())
        .isEqualTo("message io.camus.parquet.Value {\n  required int32 value (DATE);\n}\n");
  }

  private static Optional<String> refusal(Schema schema) {
    Optional<String> refusal = refusalOfWriter(schema);
    assertThat(format(ParquetLayout.USUAL).schemaCheck().orElseThrow().refusal(schema))
        .isEqualTo(refusal);
    return refusal;
  }

  private static Optional<String> refusalOfWriter(Schema schema) {
    try {
      format(ParquetLayout.USUAL)
          .create(new ByteArrayOutputStream(), Optional.of(schema), Map.of())
          .close();
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Schema withField(Schema schema) {
    return SchemaBuilder.record("Event")
        .namespace("test")
        .fields()
        .requiredInt("id")
        .name("part")
        .type(schema)
        .noDefault()
        .endRecord();
  }

  @Test
  void schemasThatParquetCannotStoreAreRefused() {
    Schema none = Schema.create(Schema.Type.NULL);
    Schema empty = Schema.createRecord("Empty", null, "test", false, List.of());
    Schema tree =
        new Schema.Parser()
            .parse(
                "{\"type\": \"record\", \"name\": \"Tree\", \"namespace\": \"test\", \"fields\":"
                    + " [{\"name\": \"children\", \"type\": {\"type\": \"array\","
                    + " \"items\": \"Tree\"}}]}");

    assertThat(refusal(COUNT)).isEmpty();
    assertThat(refusal(withField(tree)))
        .contains(
            "Parquet cannot store test.Event: its field part.children.list.element contains"
                + " test.Tree again, and Parquet has no recursive types; write this data as Avro"
                + " files");
    assertThat(refusal(empty))
        .contains(
            "Parquet cannot store test.Empty: it has no fields with a value, and a Parquet group"
                + " needs one; write this data as Avro files");
    assertThat(refusal(withField(empty)).orElseThrow())
        .contains("its field part has no fields with a value");
    assertThat(refusal(withField(Schema.createArray(none))).orElseThrow())
        .contains("its field part.list.element has nothing but null");
    assertThat(refusal(withField(Schema.createMap(none))).orElseThrow())
        .contains("its field part.key_value.value has nothing but null");
    assertThat(refusal(withField(Schema.createUnion(none))).orElseThrow())
        .contains("its field part is a union without a type but null");
    assertThat(refusal(withField(Schema.createFixed("Nothing", null, "test", 0))).orElseThrow())
        .contains("its field part is a fixed of 0 bytes");
    assertThat(refusal(withField(none))).isEmpty();
    assertThat(refusal(none).orElseThrow()).contains("it has no fields with a value");
  }

  @Test
  void namesThatDifferInTheirCaseAreRefused() {
    Schema schema =
        SchemaBuilder.record("Event")
            .fields()
            .requiredInt("userId")
            .requiredString("userid")
            .endRecord();

    assertThat(refusal(schema).orElseThrow())
        .contains("it has fields userId and userid, which most query engines cannot tell apart");
  }

  @Test
  void schemaWithoutEndIsRefused() {
    Schema schema = Schema.create(Schema.Type.INT);
    for (int i = 0; i < 200; i++) {
      schema = Schema.createArray(schema);
    }
    Schema wide = Schema.create(Schema.Type.INT);
    for (int i = 0; i < 15; i++) {
      Schema inner = wide;
      wide =
          SchemaBuilder.record("Level" + i)
              .fields()
              .name("left")
              .type(inner)
              .noDefault()
              .name("right")
              .type(inner)
              .noDefault()
              .endRecord();
    }

    assertThat(refusal(withField(schema)).orElseThrow())
        .contains("it is nested more than 100 levels deep");
    assertThat(refusal(wide).orElseThrow()).contains("it has more than 10000 columns");
  }
}
