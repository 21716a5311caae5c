package io.camus.hadoop.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.convert.Fixed;
import io.camus.convert.TextRecords;
import io.camus.decode.BytesDecoder;
import io.camus.model.RejectionCause;
import io.camus.plugin.FileFormatContractTest;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.SequenceFileInputFormat;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sequence files, as Hadoop's own readers see them. */
class SequenceFileTest {
  private static final int RECORDS = 20_000;
  private static final long T = 1_795_356_785_000L;

  @TempDir Path folder;

  abstract static class Contract extends FileFormatContractTest {
    @Override
    protected FileFormatProvider provider() {
      return new SequenceProvider();
    }

    abstract String codec();

    abstract String key();

    abstract String compression();

    @Override
    protected Map<String, String> settings() {
      return Map.of(
          "etl.output.codec",
          codec(),
          "camus.sequencefile.key",
          key(),
          "camus.sequencefile.compression",
          compression());
    }
  }

  @Nested
  class Plain extends Contract {
    @Override
    String codec() {
      return "none";
    }

    @Override
    String key() {
      return "LongWritable";
    }

    @Override
    String compression() {
      return "block";
    }
  }

  @Nested
  class DeflatedRecords extends Contract {
    @Override
    String codec() {
      return "deflate";
    }

    @Override
    String key() {
      return "NullWritable";
    }

    @Override
    String compression() {
      return "record";
    }
  }

  @Nested
  class SnappyBlocks extends Contract {
    @Override
    String codec() {
      return "snappy";
    }

    @Override
    String key() {
      return "org.apache.hadoop.io.BytesWritable";
    }

    @Override
    String compression() {
      return "block";
    }
  }

  private static TopicConfig topic(String... keysAndValues) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "kafka.brokers", "localhost:9092",
                "etl.destination.path", "/data",
                "etl.execution.base.path", "/camus",
                "etl.execution.history.path", "/camus/history",
                "camus.output.format", "sequencefile"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return CamusConfig.parse(settings).topic("clicks");
  }

  private static SourceRecord record(int i, String key, byte[] value) {
    return new SourceRecord()
        .set(
            "clicks",
            0,
            i,
            T + i,
            key == null ? null : ByteBuffer.wrap(key.getBytes(UTF_8)),
            value == null ? null : ByteBuffer.wrap(value),
            new RecordHeaders());
  }

  private static byte[] line(int i) {
    return ("record " + i + "\nhas \u00e4 line break").getBytes(UTF_8);
  }

  /** Records of lines with the keys k0, k1, none, k3, ... */
  private Path write(TopicConfig topic, int records) throws IOException {
    SequenceProvider provider = new SequenceProvider();
    Decoder decoder = provider.adapt(new Fixed(DatumType.lines()), topic, Form.TEXT);
    Path file = folder.resolve("clicks.seq");
    FileFormat format = provider.format(topic);
    DatumType type = ((Datum) decoder.decode(record(0, null, line(0)))).type;
    try (FileFormat.Writer writer =
        format.create(
            Files.newOutputStream(file), type.schema(), Map.of("camus.topic", "clicks"))) {
      for (int i = 0; i < records; i++) {
        writer.append((Datum) decoder.decode(record(i, i % 3 == 2 ? null : "k" + i, line(i))));
      }
    }
    return file;
  }

  /** Keys and values in words, by splits, as a job reads them. */
  private static List<String> byInputFormat(Path file, int splits) throws IOException {
    JobConf job = new JobConf();
    FileInputFormat.setInputPaths(job, file.toString());
    SequenceFileInputFormat<Writable, Writable> format = new SequenceFileInputFormat<>();
    List<String> pairs = new ArrayList<>();
    InputSplit[] all = format.getSplits(job, splits);
    assertThat(all.length).isGreaterThanOrEqualTo(splits);
    for (InputSplit split : all) {
      try (RecordReader<Writable, Writable> reader =
          format.getRecordReader(split, job, Reporter.NULL)) {
        Writable key = reader.createKey();
        Writable value = reader.createValue();
        while (reader.next(key, value)) {
          pairs.add(words(key) + " -> " + words(value));
        }
      }
    }
    return pairs;
  }

  private static String words(Writable object) {
    return object instanceof BytesWritable bytes
        ? "bytes " + new String(bytes.copyBytes(), UTF_8)
        : object instanceof NullWritable
            ? "null"
            : object instanceof LongWritable number ? "long " + number.get() : "text " + object;
  }

  private static String key(String keyClass, int i) {
    String key = i % 3 == 2 ? "" : "k" + i;
    return switch (keyClass) {
      case "LongWritable" -> "long " + (T + i);
      case "Text" -> "text " + key;
      case "BytesWritable" -> "bytes " + key;
      default -> "null";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "LongWritable, none, block, 3",
    "Text, deflate, record, 3",
    "BytesWritable, deflate, block, 1",
    "NullWritable, snappy, block, 1",
    "LongWritable, snappy, record, 3"
  })
  void inputFormatReadsEveryPairAlsoInSplits(
      String keyClass, String codec, String compression, int splits) throws IOException {
    TopicConfig topic =
        topic(
            "camus.sequencefile.key",
            keyClass,
            "etl.output.codec",
            codec,
            "camus.sequencefile.compression.clicks",
            compression);

    Path file = write(topic, RECORDS);

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      expected.add(key(keyClass, i) + " -> text " + new String(line(i), UTF_8));
    }
    assertThat(byInputFormat(file, splits)).isEqualTo(expected);
  }

  @Test
  void metadataAreThoseOfOtherFormats() throws IOException {
    Path file = write(topic(), 1);
    try (SequenceFile.Reader reader =
        new SequenceFile.Reader(
            new Configuration(),
            SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri())))) {
      assertThat(reader.getMetadata().get(new Text("camus.topic"))).hasToString("clicks");
      assertThat(reader.isBlockCompressed()).isTrue();
      assertThat(reader.getCompressionCodec().getClass().getSimpleName()).isEqualTo("SnappyCodec");
    }
  }

  @Test
  void aDamagedFileDoesNotDisturbTheNextOne() throws IOException {
    byte[] file = Files.readAllBytes(write(topic(), RECORDS));
    int damages = 0;
    for (int at = 1_000; at < file.length; at += file.length / 50) {
      byte[] damaged = file.clone();
      damaged[at] ^= 1;
      try {
        count(damaged);
      } catch (FileFormat.MalformedFileException e) {
        damages++;
      }
      assertThat(count(file)).isEqualTo(RECORDS);
    }
    assertThat(damages).isGreaterThan(10);
  }

  private static int count(byte[] file) throws IOException {
    int[] records = {0};
    new SequenceFileReader()
        .read(
            () -> new ByteArrayInputStream(file),
            new FileFormat.Records() {
              @Override
              public void schema(Schema schema) {
                throw new AssertionError(schema);
              }

              @Override
              public void bytes(byte[] bytes, int offset, int length) {
                assertThat(length).isPositive();
              }

              @Override
              public void endRecord() {
                records[0]++;
              }
            });
    return records[0];
  }

  /** The text of a pair, from a datum. */
  private static String value(Datum datum) {
    int keyBytes = Pair.keyBytes(datum.bytes, 0);
    return new String(
        datum.bytes, Pair.HEAD_BYTES + keyBytes, datum.length - Pair.HEAD_BYTES - keyBytes, UTF_8);
  }

  @Test
  void recordsWithASchemaAreJsonAndThoseOfTheDecoderBytesAreKafkasValue() {
    SequenceProvider provider = new SequenceProvider();
    Decoder objects =
        provider.adapt(
            new TextRecords(new Fixed(DatumType.lines())),
            topic("etl.output.record.delimiter", "\\n"),
            Form.AVRO);
    Decoder raw = provider.adapt(new BytesDecoder(), topic(), Form.AVRO);

    Datum object = (Datum) objects.decode(record(1, "k", "a\"b".getBytes(UTF_8)));
    assertThat(value(object)).isEqualTo("{\"value\":\"a\\\"b\"}");
    assertThat(object.type.schema()).isEmpty();
    Datum bytes = (Datum) raw.decode(record(1, "k", new byte[] {'x', 0}));
    assertThat(value(bytes)).isEqualTo("x\u0000");
    assertThat(bytes.type.schema()).contains(PairDecoder.BYTES);
    assertThat(value((Datum) raw.decode(record(1, "k", null)))).isEmpty();
  }

  @Test
  void aKeyThatIsNotTextIsADeadLetter() {
    Decoder decoder =
        new SequenceProvider()
            .adapt(
                new Fixed(DatumType.lines()),
                topic("camus.sequencefile.key.clicks", "Text"),
                Form.TEXT);
    SourceRecord record =
        new SourceRecord()
            .set(
                "clicks",
                0,
                0,
                T,
                ByteBuffer.wrap(new byte[] {(byte) 0xff}),
                ByteBuffer.wrap(line(0)),
                new RecordHeaders());
    assertThat(decoder.decode(record))
        .isEqualTo(
            new Decoded.Rejected(
                RejectionCause.MALFORMED,
                "its key is not UTF-8; camus.sequencefile.key = BytesWritable takes any key"));
  }

  @Test
  void whatHadoopDoesNotHaveIsRefused() {
    assertThatThrownBy(
            () -> new SequenceProvider().format(topic("etl.output.codec.clicks", "zstandard")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use etl.output.codec = snappy, deflate or none");
    assertThatThrownBy(() -> topic("camus.sequencefile.key", "IntWritable"))
        .hasMessageContaining("must be LongWritable, Text, BytesWritable or NullWritable");
  }
}
