package io.camus.orc;

import static io.camus.orc.OrcFiles.schema;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.parquet.RandomRecords;
import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrcFileFormatTest {
  private static final Schema EVENT =
      schema(
          """
          {'type': 'record', 'name': 'Event', 'fields': [
            {'name': 'id', 'type': 'long'},
            {'name': 'page', 'type': ['null', 'string']},
            {'name': 'day', 'type': {'type': 'int', 'logicalType': 'date'}},
            {'name': 'time', 'type': {'type': 'long', 'logicalType': 'timestamp-micros'}},
            {'name': 'local', 'type': {'type': 'long', 'logicalType': 'local-timestamp-millis'}},
            {'name': 'price', 'type':
                {'type': 'bytes', 'logicalType': 'decimal', 'precision': 12, 'scale': 2}},
            {'name': 'kind', 'type': {'type': 'enum', 'name': 'Kind', 'symbols': ['A', 'B']}},
            {'name': 'nothing', 'type': 'null'},
            {'name': 'tags', 'type': {'type': 'array', 'items': 'string'}},
            {'name': 'counts', 'type': {'type': 'map', 'values': 'int'}}]}
          """);

  private static byte[] event(long id, String page) {
    return RandomRecords.encode(
        EVENT,
        new GenericRecordBuilder(EVENT)
            .set("id", id)
            .set("page", page)
            .set("day", -719_162)
            .set("time", 1_500_000_123_456L)
            .set("local", -1_500L)
            .set("price", ByteBuffer.wrap(new BigInteger("-12345").toByteArray()))
            .set("kind", new GenericData.EnumSymbol(EVENT.getField("kind").schema(), "B"))
            .set("nothing", null)
            .set("tags", List.of("x", "y"))
            .set("counts", Map.of("n", 7))
            .build());
  }

  private static Reader open(byte[] file) throws IOException {
    return OrcFile.createReader(
        CopiedFile.PATH,
        OrcFile.readerOptions(new Configuration(false))
            .filesystem(CopiedFile.of(new ByteArrayInputStream(file)).asFileSystem())
            .useUTCTimestamp(true)
            .convertToProlepticGregorian(true));
  }

  @Test
  void columnsHaveTheTypesOfOrc() throws IOException {
    byte[] file = OrcFiles.write(OrcFiles.FORMAT, EVENT, List.of(event(1, "/home")));

    try (Reader reader = open(file)) {
      assertThat(reader.getSchema())
          .hasToString(
              "struct<id:bigint,page:string,day:date,time:timestamp with local time zone,"
                  + "local:timestamp,price:decimal(12,2),kind:string,tags:array<string>,"
                  + "counts:map<string,int>>");
      assertThat(UTF_8.decode(reader.getMetadataValue("a")).toString()).isEqualTo("b");
      assertThat(UTF_8.decode(reader.getMetadataValue("avro.schema")).toString())
          .isEqualTo(EVENT.toString());
      assertThat(reader.getCompressionKind()).isEqualTo(CompressionKind.SNAPPY);
    }
  }

  @Test
  void valuesAreThoseOfTheRecord() throws IOException {
    byte[] file =
        OrcFiles.write(OrcFiles.FORMAT, EVENT, List.of(event(1, null), event(2, "/home")));

    try (Reader reader = open(file);
        RecordReader rows = reader.rows()) {
      VectorizedRowBatch batch = reader.getSchema().createRowBatch();
      assertThat(rows.nextBatch(batch)).isTrue();
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < batch.numCols; column++) {
        batch.cols[column].stringifyValue(text, 1);
        text.append(' ');
      }
      assertThat(text)
          .hasToString(
              "2 \"/home\" -719162 1970-01-18 08:40:00.123456 1969-12-31 23:59:58.500 -123.45 \"B\""
                  + " [\"x\", \"y\"] [{\"key\": \"n\", \"value\": 7}] ");
      assertThat(batch.cols[1].isNull[0]).isTrue();
      assertThat(rows.nextBatch(batch)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'record', 'name': 'R', 'fields': [{'name': 'r', 'type': ['null', 'R']}]}"
            + " | r contains R again, and ORC has no recursive types",
        "{'type': 'record', 'name': 'R', 'fields': [{'name': 'u', 'type': ['int', 'string']}]}"
            + " | u is a union of 2 types besides null, which most readers of ORC do not support",
        "{'type': 'record', 'name': 'R', 'fields': [{'name': 'u', 'type': ['null']}]}"
            + " | u is a union of 0 types besides null",
        "{'type': 'record', 'name': 'R', 'fields': [{'name': 'a', 'type': 'int'},"
            + " {'name': 'A', 'type': 'int'}]} | the record has fields a and A, which most",
        "{'type': 'record', 'name': 'R', 'fields': [{'name': 'n', 'type': 'null'}]}"
            + " | the record has no fields with a value",
        "{'type': 'array', 'items': 'null'} | value.items has nothing but null"
      })
  void schemasThatOrcCannotStoreAreRefusedBeforeThePull(String text, String why) {
    Optional<String> refusal = OrcFiles.FORMAT.schemaCheck().orElseThrow().refusal(schema(text));

    assertThat(refusal).get().asString().startsWith("ORC cannot store this schema: " + why);
    assertThat(refusal.get()).endsWith("; use camus.output.format = parquet or avro");
    assertThatThrownBy(
            () ->
                OrcFiles.FORMAT.create(
                    new ByteArrayOutputStream(), Optional.of(schema(text)), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(refusal.get());
  }

  @ParameterizedTest
  @CsvSource({"timestamp-millis,1000", "timestamp-micros,1000000", "timestamp-nanos,1000000000"})
  void theLastSecondOf1969IsRefusedAndItsNeighboursAreNot(String type, long second)
      throws IOException {
    Schema schema = schema("{'type': 'long', 'logicalType': '" + type + "'}");
    List<byte[]> good = new ArrayList<>();
    for (long time : new long[] {0, -second, -second - 1, -2 * second, -2 * second + 1, 1}) {
      good.add(RandomRecords.encode(schema, time));
    }
    assertThat(OrcFiles.read(OrcFiles.write(OrcFiles.FORMAT, schema, good)).records)
        .containsExactlyElementsOf(good);

    byte[] bad = RandomRecords.encode(schema, -1L);
    assertThatThrownBy(() -> OrcFiles.write(OrcFiles.FORMAT, schema, List.of(bad)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("-1 is a timestamp in the last second of 1969", "= long");
    FileFormat numbers =
        new OrcFileFormat(
            new OrcLayout(1 << 20, CompressionKind.NONE, 3, OrcTypes.Timestamps.LONG));
    assertThat(OrcFiles.read(OrcFiles.write(numbers, schema, List.of(bad))).records)
        .containsExactly(bad);
  }

  @Test
  void aDecimalWithMoreDigitsThanItsSchemaSaysIsRefused() throws IOException {
    Schema schema =
        schema("{'type': 'bytes', 'logicalType': 'decimal', 'precision': 3, 'scale': 1}");
    byte[] good = RandomRecords.encode(schema, ByteBuffer.wrap(new byte[] {3, (byte) 0xe7}));
    byte[] bad = RandomRecords.encode(schema, ByteBuffer.wrap(new byte[] {3, (byte) 0xe8}));

    assertThat(OrcFiles.read(OrcFiles.write(OrcFiles.FORMAT, schema, List.of(good))).records)
        .containsExactly(good);
    assertThatThrownBy(() -> OrcFiles.write(OrcFiles.FORMAT, schema, List.of(bad)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("more than the 3 digits of its schema");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9})
  void bytesThatAreNotOfTheSchemaMakeTheFileUnusable(int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFormat.Writer writer =
        OrcFiles.FORMAT.create(
            out, Optional.of(schema("{'type': 'fixed', 'name': 'F', 'size': 2}")), Map.of());
    assertThatThrownBy(() -> writer.append(OrcFiles.datum(new byte[length])))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> writer.append(OrcFiles.datum(new byte[2])))
        .hasMessage("an earlier write to this file failed");
    writer.close();
    assertThat(out.size()).isLessThan(10);
  }

  @Test
  void aFullStripeIsWrittenAndMemoryIsCounted() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long most = 0;
    int count = 60_000;
    try (FileFormat.Writer writer = OrcFiles.FORMAT.create(out, Optional.of(EVENT), Map.of())) {
      assertThat(writer.buffered()).isZero();
      for (int i = 0; i < count; i++) {
        writer.append(OrcFiles.datum(event(i, "/page/" + i * 7_919L)));
        most = Math.max(most, writer.buffered());
      }
    }
    assertThat(most).isBetween(1L << 19, 4L << 20);
    try (Reader reader = open(out.toByteArray())) {
      assertThat(reader.getStripes()).hasSizeGreaterThan(1);
      assertThat(reader.getNumberOfRows()).isEqualTo(count);
    }
  }

  @Test
  void aLargeFileIsReadFromATemporaryOne() throws IOException {
    List<byte[]> data = new ArrayList<>();
    Schema schema = schema("'bytes'");
    for (int i = 0; i < 20; i++) {
      byte[] large = new byte[1 << 20];
      new java.util.Random(i).nextBytes(large);
      data.add(RandomRecords.encode(schema, ByteBuffer.wrap(large)));
    }
    byte[] file = OrcFiles.write(OrcFiles.FORMAT, schema, data);

    assertThat(file.length).isGreaterThan(16 << 20);
    assertThat(OrcFiles.read(file).records).containsExactlyElementsOf(data);
  }

  @Test
  void aFileWithoutAnAvroSchemaIsMalformed() {
    assertThatThrownBy(
            () ->
                new OrcRecordReader()
                    .read(() -> InputStream.nullInputStream(), new OrcFiles.Found()))
        .isInstanceOf(IOException.class);
  }
}
