package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Compression;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;

/** Files of random records, compared with the bytes that were appended and with parquet-avro. */
class ParquetFilePropertyTest {

  @Property(tries = 400)
  void recordsAreReadByteForByte(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 60) int count,
      @ForAll @IntRange(min = 0, max = 4) int kind)
      throws IOException {
    RandomRecords random = new RandomRecords(seed);
    Schema schema = random.schema();
    List<byte[]> data = data(random, schema, count);

    byte[] file = ParquetFiles.write(format(kind), schema, data);

    ParquetFiles.assertHolds(file, data);
    assertThat(ParquetFiles.schema(file)).isEqualTo(schema);
    Statistics.label("type").collect(schema.getType());
  }

  private static List<byte[]> data(RandomRecords random, Schema schema, int count) {
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      data.add(RandomRecords.encode(schema, random.datum(schema)));
    }
    return data;
  }

  private static ParquetFileFormat format(int kind) {
    ParquetLayout small =
        new ParquetLayout(1 << 20, 1 << 10, ParquetLayout.Dictionaries.USED, List.of(), List.of());
    return switch (kind) {
      case 0 -> new ParquetFileFormat(new Compression.None(), small);
      case 1 -> new ParquetFileFormat(new Compression.Snappy(), small);
      case 2 -> new ParquetFileFormat(new Compression.Zstandard(3), ParquetLayout.USUAL);
      case 3 -> new ParquetFileFormat(new Compression.Gzip(6), small);
      default ->
          new ParquetFileFormat(
              new Compression.Snappy(),
              new ParquetLayout(
                  1 << 20, 1 << 16, ParquetLayout.Dictionaries.UNUSED, List.of(), List.of()));
    };
  }

  @Property(tries = 300)
  void parquetAvroReadsTheSameFromOurFilesAsFromItsOwn(@ForAll long seed) throws IOException {
    RandomRecords random = new RandomRecords(seed);
    Schema schema = random.record();
    List<GenericRecord> records = new ArrayList<>();
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      GenericRecord record = (GenericRecord) random.datum(schema);
      records.add(record);
      data.add(RandomRecords.encode(schema, record));
    }
    byte[] theirs = ParquetFiles.writeByParquetAvro(schema, records);

    byte[] ours = ParquetFiles.write(schema, data);

    List<GenericRecord> expected = ParquetFiles.readByParquetAvro(theirs);
    assertThat(ParquetFiles.readByParquetAvro(ours)).isEqualTo(expected);
    assertThat(expected).hasSameSizeAs(records);
  }

  @Property(tries = 300)
  void columnsAreThoseOfParquetAvroButForNanosecondsAndUuids(@ForAll long seed) {
    Schema schema = new RandomRecords(seed).record();
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set("parquet.avro.write-old-list-structure", "false");

    String ours = ColumnSchema.of(schema).columns().toString();

    assertThat(
            ours.replace(" (UUID)", "")
                .replace(" (TIMESTAMP(NANOS,true))", "")
                .replace(" (TIMESTAMP(NANOS,false))", ""))
        .isEqualTo(new AvroSchemaConverter(configuration).convert(schema).toString());
  }

  @Property(tries = 400)
  void recordsInAnotherEncodingAreReadInTheCanonicalOne(@ForAll long seed) throws IOException {
    RandomRecords random = new RandomRecords(seed);
    Schema schema = random.schema();
    Object datum = random.datum(schema);
    byte[] canonical = RandomRecords.encode(schema, datum);
    byte[] blocks = RandomRecords.encodeInBlocks(schema, datum);

    assertStored(schema, blocks, canonical);
  }

  private static void assertStored(Schema schema, byte[] bytes, byte[] canonical)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Datum datum = ParquetFiles.datum(bytes);
    try (FileFormat.Writer writer = format(0).create(out, Optional.of(schema), Map.of())) {
      writer.append(datum);
    }
    assertThat(Arrays.copyOfRange(datum.bytes, datum.offset, datum.offset + datum.length))
        .isEqualTo(canonical);
    if (!Arrays.equals(bytes, canonical)) {
      CRC32C crc = new CRC32C();
      crc.update(canonical);
      assertThat(datum.crc32c).isEqualTo(crc.getValue());
    }
    assertThat(ParquetFiles.read(out.toByteArray())).containsExactly(canonical);
  }

  @Property(tries = 2000)
  void damagedBytesAreRefusedOrReadAsAvroReadsThem(@ForAll long seed) throws IOException {
    RandomRecords random = new RandomRecords(seed);
    Schema schema = random.schema();
    byte[] bytes = random.damage(RandomRecords.encode(schema, random.datum(schema)));
    Optional<byte[]> canonical = readByAvro(schema, bytes);
    boolean accepted = true;
    try (FileFormat.Writer writer =
        format(0).create(OutputStream.nullOutputStream(), Optional.of(schema), Map.of())) {
      writer.append(ParquetFiles.datum(bytes));
    } catch (MalformedDatumException e) {
      if (e.getMessage().contains("block of")) {
        return; // Avro ignores the stated size.
      }
      accepted = false;
    }

    Statistics.label("accepted")
        .collect(accepted)
        .coverage(counts -> counts.check(true).percentage(part -> part > 5));
    assertThat(accepted).as(schema + Arrays.toString(bytes)).isEqualTo(canonical.isPresent());
    if (accepted) {
      assertStored(schema, bytes, canonical.get());
    }
  }

  private static Optional<byte[]> readByAvro(Schema schema, byte[] bytes) {
    try {
      return Optional.of(CanonicalAvro.encode(schema, bytes, 0, bytes.length));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
