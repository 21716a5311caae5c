package io.camus.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro files as they are written, in the hands of Avro's own reader. */
class AvroFilePropertyTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Blob")
          .namespace("io.camus.test")
          .fields()
          .requiredLong("number")
          .requiredBytes("content")
          .endRecord();

  @Property(tries = 300)
  void avroReadsWhatWasAppendedAndFindsTheBlocksWhereTheyWere(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 400) int count,
      @ForAll @IntRange(min = 32, max = 5_000) int blockBytes,
      @ForAll @IntRange(min = 0, max = 7) int kind)
      throws IOException {
    AvroFileFormat format = new AvroFileFormat(compression(kind), blockBytes);
    List<GenericRecord> records = records(new Random(seed), count);
    List<byte[]> encoded = records.stream().map(AvroFilePropertyTest::encode).toList();
    Map<String, String> facts = Map.of("camus.fact", "ünï", "camus.empty", "");
    List<byte[]> files = write(format, facts, encoded);

    for (byte[] file : files) {
      try (DataFileReader<GenericRecord> reader = reader(file)) {
        assertThat(reader.getSchema()).isEqualTo(SCHEMA);
        assertThat(reader.getMetaString("camus.fact")).isEqualTo("ünï");
        assertThat(reader.getMetaString("camus.empty")).isEmpty();
        List<GenericRecord> found = new ArrayList<>();
        List<Long> inBlocks = new ArrayList<>();
        while (reader.hasNext()) {
          inBlocks.add(reader.getBlockCount());
          for (long i = reader.getBlockCount(); i > 0; i--) {
            found.add(reader.next());
          }
        }
        assertThat(found).isEqualTo(records);
        assertThat(inBlocks).isEqualTo(blocks(encoded, blockBytes));
        Statistics.label("blocks").collect(Math.min(3, inBlocks.size()));
      }
    }
    assertThat(sync(files.get(0))).isNotEqualTo(sync(files.get(1)));
  }

  @Property(tries = 100)
  void readerThatStartsAnywhereFindsTheNextBlock(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int kind) throws IOException {
    AvroFileFormat format = new AvroFileFormat(compression(kind), 500);
    Random random = new Random(seed);
    List<GenericRecord> records = records(random, 100);
    byte[] file =
        write(format, Map.of(), records.stream().map(AvroFilePropertyTest::encode).toList()).get(0);

    try (DataFileReader<GenericRecord> reader = reader(file)) {
      reader.sync(random.nextInt(file.length));
      List<GenericRecord> found = new ArrayList<>();
      reader.forEach(found::add);
      assertThat(found).isEqualTo(records.subList(100 - found.size(), 100));
    }
  }

  private static DataFileReader<GenericRecord> reader(byte[] file) throws IOException {
    return new DataFileReader<>(new SeekableByteArrayInput(file), new GenericDatumReader<>());
  }

  private static Compression compression(int kind) {
    return switch (kind) {
      case 0 -> new Compression.None();
      case 1 -> new Compression.Snappy();
      case 2 -> new Compression.Zstandard(3);
      case 3 -> new Compression.Deflate(6);
      case 4 -> new Compression.Zstandard(1);
      case 5 -> new Compression.Zstandard(19);
      case 6 -> new Compression.Deflate(1);
      default -> new Compression.Deflate(9);
    };
  }

  /** Contents that compress well, and others that grow; a few are larger than a block. */
  private static List<GenericRecord> records(Random random, int count) {
    List<GenericRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] content = new byte[random.nextInt(50) == 0 ? 9_000 : random.nextInt(60)];
      if (random.nextBoolean()) {
        random.nextBytes(content);
      }
      GenericRecord record = new GenericData.Record(SCHEMA);
      record.put("number", random.nextLong());
      record.put("content", ByteBuffer.wrap(content));
      records.add(record);
    }
    return records;
  }

  private static byte[] encode(GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes two files of the same data, side by side: they share what compresses their blocks. */
  private static List<byte[]> write(
      AvroFileFormat format, Map<String, String> facts, List<byte[]> data) throws IOException {
    Optional<Schema> schema = Optional.of(SCHEMA);
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (FileFormat.Writer first = format.create(one, schema, facts);
        FileFormat.Writer second = format.create(other, schema, facts)) {
      for (byte[] bytes : data) {
        byte[] larger = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, larger, 3, bytes.length);
        Lines.append(first, larger, 3, bytes.length);
        Lines.append(second, larger, 3, bytes.length);
      }
    }
    return List.of(one.toByteArray(), other.toByteArray());
  }

  /** The number of data in each block, where a block ends with the datum that fills it. */
  private static List<Long> blocks(List<byte[]> data, int blockBytes) {
    List<Long> blocks = new ArrayList<>();
    long count = 0;
    int bytes = 0;
    for (byte[] datum : data) {
      count++;
      bytes += datum.length;
      if (bytes >= blockBytes) {
        blocks.add(count);
        count = 0;
        bytes = 0;
      }
    }
    if (count > 0) {
      blocks.add(count);
    }
    return blocks;
  }

  private static byte[] sync(byte[] file) {
    return Arrays.copyOfRange(file, file.length - DataFileConstants.SYNC_SIZE, file.length);
  }
}
