package io.camus.orc;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.parquet.RandomRecords;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.orc.CompressionKind;

/** Files of random records, compared with the bytes that were appended. */
class OrcFilePropertyTest {
  private static final CompressionKind[] KINDS = {
    CompressionKind.NONE, CompressionKind.SNAPPY, CompressionKind.ZSTD
  };

  private static FileFormat format(int kind) {
    return new OrcFileFormat(
        new OrcLayout(
            1 << 20,
            KINDS[kind % KINDS.length],
            3,
            kind % 2 == 0 ? OrcTypes.Timestamps.TIMESTAMP : OrcTypes.Timestamps.LONG));
  }

  /** The bytes as Avro reads them again, with NaN in one encoding, as ORC has it. */
  private static byte[] canonical(RandomRecords random, Schema schema) throws IOException {
    byte[] bytes = RandomRecords.encode(schema, random.datum(schema));
    Datum datum = OrcFiles.datum(bytes);
    try (FileFormat.Writer writer =
        format(0).create(new ByteArrayOutputStream(), Optional.of(schema), Map.of())) {
      writer.append(datum);
    }
    return OrcFiles.bytes(datum);
  }

  @Property(tries = 400)
  void recordsAreReadByteForByte(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 700) int count,
      @ForAll @IntRange(min = 0, max = 5) int kind)
      throws IOException {
    RandomRecords random = RandomRecords.forOrc(seed);
    Schema schema = random.schema();
    byte[] first = canonical(random, schema);
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      data.add(i % 3 == 0 ? first : RandomRecords.encode(schema, random.datum(schema)));
    }
    List<byte[]> expected = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format(kind).create(out, Optional.of(schema), Map.of())) {
      for (byte[] bytes : data) {
        Datum datum = OrcFiles.datum(bytes);
        writer.append(datum);
        byte[] stored = OrcFiles.bytes(datum);
        if (!Arrays.equals(stored, bytes)) {
          assertThat(datum.crc32c).isEqualTo(OrcFiles.checksum(stored));
          assertThat(stored).hasSameSizeAs(bytes);
        }
        expected.add(stored);
        if (expected.size() % 250 == 0) {
          writer.flush();
          assertThat(writer.buffered()).isZero();
        }
      }
    }

    OrcFiles.Found found = OrcFiles.read(out.toByteArray());

    assertThat(found.schema).contains(schema);
    assertThat(found.records).hasSameSizeAs(expected);
    for (int i = 0; i < count; i++) {
      assertThat(found.records.get(i)).as("record %d", i).isEqualTo(expected.get(i));
    }
  }

  @Property(tries = 200)
  void arraysInBlocksAreStoredAsOne(@ForAll long seed) throws IOException {
    RandomRecords random = RandomRecords.forOrc(seed);
    Schema schema = random.schema();
    Object datum = random.datum(schema);
    Datum usual = OrcFiles.datum(RandomRecords.encode(schema, datum));
    Datum blocks = OrcFiles.datum(RandomRecords.encodeInBlocks(schema, datum));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format(1).create(out, Optional.of(schema), Map.of())) {
      writer.append(usual);
      writer.append(blocks);
    }

    assertThat(OrcFiles.bytes(blocks)).isEqualTo(OrcFiles.bytes(usual));
    assertThat(OrcFiles.read(out.toByteArray()).records)
        .containsExactly(OrcFiles.bytes(usual), OrcFiles.bytes(usual));
  }
}
