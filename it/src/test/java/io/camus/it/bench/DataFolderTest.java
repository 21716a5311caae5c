package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataFolderTest {
  private static final Schema EVENT =
      SchemaBuilder.record("Event").fields().requiredLong("time").requiredInt("status").endRecord();

  @TempDir private Path directory;

  @Test
  void linesCountOnceHoweverTheyAreCompressedAndInAnyOrder() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/b/1.json"), "one\ntwo\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("2.json.gz")))) {
      out.write("three\n".getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(directory.resolve("3.json.zst")))) {
      out.write("four\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(new DataFolder(directory).tally())
        .isEqualTo(tally("four", "three", "two", "one"))
        .isNotEqualTo(tally("four", "three", "two", "two"))
        .isNotEqualTo(tally("four", "three", "two"));
  }

  @Test
  void filesWithADotOrAnUnderscoreInFrontAreNoData() throws IOException {
    Files.createDirectories(directory.resolve("_spark_metadata"));
    Files.writeString(directory.resolve("_spark_metadata/0"), "one\n");
    Files.writeString(directory.resolve(".1.json.crc"), "one\n");
    Files.writeString(directory.resolve("1.json"), "one\n");

    DataFolder folder = new DataFolder(directory);

    assertThat(folder.tally()).isEqualTo(tally("one"));
    assertThat(folder.files()).hasSize(1);
    assertThat(folder.bytes()).isEqualTo(4);
  }

  @Test
  void valuesCountAndNotTheTypesThatAWriterChoseForThem() throws IOException {
    Schema micros = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    Schema other =
        SchemaBuilder.record("Row")
            .fields()
            .name("time")
            .type(micros)
            .noDefault()
            .optionalLong("status")
            .endRecord();
    write(directory.resolve("own/1.avro"), EVENT, 1_795_356_605_123L, 200);
    write(directory.resolve("other/1.avro"), other, 1_795_356_605_123_000L, 200L);
    write(directory.resolve("wrong/1.avro"), other, 1_795_356_605_123_000L, 201L);

    Tally own = new DataFolder(directory.resolve("own")).tally();

    assertThat(new DataFolder(directory.resolve("other")).tally()).isEqualTo(own);
    assertThat(new DataFolder(directory.resolve("wrong")).tally()).isNotEqualTo(own);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void parquetCountsAsTheAvroThatItWasMadeOf(AvroPayload payload) throws IOException {
    Schema schema = payload.schema();
    DatumReading reading = new DatumReading(schema);
    GenericDatumReader<GenericRecord> records = new GenericDatumReader<>(schema);
    SplittableRandom random = new SplittableRandom(3);
    Tally expected = Tally.NOTHING;
    ParquetConfiguration lists = new PlainParquetConfiguration();
    lists.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                new LocalOutputFile(directory.resolve("1.parquet")))
            .withConf(lists)
            .withSchema(schema)
            .build()) {
      for (int i = 0; i < 200; i++) {
        byte[] message = payload.next(1_795_356_605_123L, 17, random);
        expected = expected.plus(reading.hash(message));
        writer.write(
            records.read(
                null, DecoderFactory.get().binaryDecoder(message, 5, message.length - 5, null)));
      }
    }

    assertThat(new DataFolder(directory).tally()).isEqualTo(expected);
  }

  static List<AvroPayload> payloads() {
    return List.of(new AvroEvents(), new PageViews());
  }

  @Test
  void messageOnItsWayIsTalliedAsTheRecordOfAFile() throws IOException {
    byte[] message = new AvroEvents().next(1_795_356_605_123L, 17, new SplittableRandom(1));
    DatumReading reading = new DatumReading(AvroEvents.SCHEMA);
    long hash = reading.hash(message);

    message[message.length - 2] ^= 1;

    assertThat(reading.hash(message)).isNotEqualTo(hash);
  }

  @Test
  void pageViewsAreOfTheSizeThatTheWorkloadTells() {
    PageViews views = new PageViews();
    SplittableRandom random = new SplittableRandom(2);
    DatumReading reading = new DatumReading(PageViews.SCHEMA);
    long bytes = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] message = views.next(1_795_356_605_123L, 17, random);
      long unused = reading.hash(message);
      bytes += message.length;
    }

    assertThat(bytes / 1_000).isBetween(215L, 240L);
  }

  @Test
  void missingAndAlteredMessagesAreToldApart() {
    Tally expected = tally("one", "two");

    Loaded.require(expected, tally("two", "one"));
    assertThatThrownBy(() -> Loaded.require(expected, tally("one")))
        .hasMessage("1 of 2 messages were moved");
    assertThatThrownBy(() -> Loaded.require(expected, tally("one", "one")))
        .hasMessage("all 2 messages were moved, but some were altered");
  }

  private static void write(Path file, Schema schema, Object time, Object status)
      throws IOException {
    Files.createDirectories(file.getParent());
    GenericRecord row =
        new GenericRecordBuilder(schema).set("time", time).set("status", status).build();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.create(schema, file.toFile()).append(row);
    }
  }

  private static Tally tally(String... lines) {
    Tally tally = Tally.NOTHING;
    for (String line : lines) {
      tally = tally.plus(RecordHash.of(line.getBytes(StandardCharsets.UTF_8)));
    }
    return tally;
  }
}
