package io.camus.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.count.RecordCounter;
import io.camus.digest.ContentDigest;
import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.model.Origin;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.partition.DatePartitioner;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A group of ranges, what was written to it, and what has become of that. */
final class SeriesWorld {
  private static final long HOUR = 3_600_000;
  private static final long T = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-000001");

  private final MemoryStore memory;
  private final List<OffsetRange> ranges = new ArrayList<>();
  private final List<DatumType> types = new ArrayList<>();
  private final GroupFiles files;
  private final List<Rejections> rejections = new ArrayList<>();
  private final AttemptFiles attempt;
  private final long[] next;
  private final long[] rejected;
  private final Map<String, List<String>> expected = new HashMap<>();
  private final Datum datum = new Datum();

  /**
   * @param memory where the files are
   */
  SeriesWorld(
      MemoryStore memory, AttemptFiles attempt, FileFormat format, int partitions, int schemas) {
    this.memory = memory;
    this.attempt = attempt;
    this.next = new long[partitions];
    this.rejected = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      ranges.add(
          new OffsetRange(
              new TopicPartition("clicks", partition), new Uuid(1, 1), 0, 0, 1_000_000));
    }
    for (int schema = 0; schema < schemas; schema++) {
      types.add(DatumType.lines());
    }
    FileLabels.Attempt by = new FileLabels.Attempt(RUN, 0, "attempt");
    GroupFault fault = new GroupFault(new ArrayList<>());
    files =
        new GroupFiles(
            new GroupFiles.Destination(
                DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                new StorePath("/data/clicks"),
                format,
                Long.MAX_VALUE),
            attempt,
            new FileLabels.OfTopic(ranges, by),
            RecordCounter.NONE,
            fault,
            ranges,
            Optional.empty());
    DeadLetters letters = new DeadLetters();
    for (OffsetRange range : ranges) {
      rejections.add(
          new Rejections(
              attempt,
              letters,
              new FileLabels.OfRange(range, by),
              new StorePath("/errors"),
              fault));
    }
  }

  void write(int range, int hour, int schema, int length) throws IOException {
    long offset = next[range]++;
    String text = hour + " " + schema + " " + range + " " + offset + " " + "x".repeat(length);
    datum.type = types.get(schema);
    datum.bytes = text.getBytes(StandardCharsets.UTF_8);
    datum.length = datum.bytes.length;
    CRC32C crc = new CRC32C();
    crc.update(datum.bytes);
    datum.crc32c = crc.getValue();
    datum.eventTimeMillis = T + hour * HOUR + offset % HOUR;
    datum.origin = new Origin("server", "service");
    files.write(datum, range, offset);
    expected.computeIfAbsent(hour + " " + schema, it -> new ArrayList<>()).add(text);
  }

  void reject(int range, int length) throws IOException {
    SourceRecord record =
        new SourceRecord()
            .set(
                "clicks",
                range,
                next[range]++,
                T,
                null,
                ByteBuffer.allocate(length),
                new RecordHeaders());
    rejections.get(range).add(record, new Decoded.Rejected(RejectionCause.MALFORMED, "for a test"));
    rejected[range]++;
  }

  void end() throws IOException {
    for (Rejections letters : rejections) {
      files.release();
      letters.end();
    }
    attempt.room().merge();
  }

  /** Checks the files; returns the number of those of each hour and schema. */
  Map<String, Integer> check() throws IOException {
    Map<String, Integer> filesOf = new HashMap<>();
    Map<String, Set<String>> found = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (DataFile file : files.files()) {
      assertThat(names.add(file.destination())).isTrue();
      List<String> lines =
          new String(memory.files().get(new StorePath(file.staged())), StandardCharsets.UTF_8)
              .lines()
              .toList();
      List<String> first = words(lines.get(0));
      String series = first.get(0) + " " + first.get(1);
      filesOf.merge(series, 1, Integer::sum);
      checkParts(file, lines);
      for (String line : lines) {
        assertThat(line).startsWith(series + " ");
        assertThat(found.computeIfAbsent(series, it -> new HashSet<>()).add(line)).isTrue();
      }
    }
    assertThat(filesOf.values()).allMatch(count -> count <= 2);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((series, texts) -> assertThat(found.get(series)).hasSameElementsAs(texts));
    for (int range = 0; range < rejected.length; range++) {
      List<DataFile> letters = rejections.get(range).files();
      assertThat(letters).hasSizeLessThanOrEqualTo(2);
      assertThat(letters.stream().mapToLong(DataFile::records).sum()).isEqualTo(rejected[range]);
    }
    return filesOf;
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1));
  }

  private void checkParts(DataFile file, List<String> lines) {
    ContentDigest digest = new ContentDigest();
    Map<Integer, List<Long>> offsets = new HashMap<>();
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      digest.add(bytes, 0, bytes.length);
      List<String> words = words(line);
      offsets
          .computeIfAbsent(Integer.parseInt(words.get(2)), it -> new ArrayList<>())
          .add(Long.parseLong(words.get(3)));
    }
    assertThat(file.contentDigest()).isEqualTo(digest.text());
    assertThat(file.parts()).hasSize(offsets.size());
    for (Part part : file.parts()) {
      List<Long> own = offsets.get(part.range().partition().partition());
      assertThat(own).isSorted().hasSize((int) part.records());
      assertThat(part.range().from()).isEqualTo(own.get(0));
      assertThat(part.range().to()).isEqualTo(own.get(own.size() - 1) + 1);
    }
  }
}
