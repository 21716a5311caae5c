package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.commit.CommitLog;
import io.camus.commit.FileSelection;
import io.camus.commit.Layout;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCommandTest {
  private static final Uuid ID = new Uuid(1, 1);
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final Instant HOUR = Instant.parse("2026-11-22T13:00:00Z");

  private final CommandLineFixture camus = new CommandLineFixture();
  private final LocalStore store = new LocalStore();
  private Layout layout;

  @TempDir Path folder;

  /**
   * Record 1 sets two positions. Record 2 commits two hours of partition 0, which interleave, and a
   * dead letter; record 3 a file that both partitions share. Only record 2 is published.
   */
  @BeforeEach
  void commitTwice() throws IOException {
    layout =
        new Layout(
            new StorePath(folder.resolve("base").toString()),
            new StorePath("/camus/history"),
            new StorePath("/camus/topics"),
            Optional.empty());
    CommitLog log =
        new CommitLog(
            store, layout, RUN, Optional.empty(), Clock.fixed(HOUR, ZoneOffset.UTC), new Random(1));
    log.append(
        state ->
            List.of(
                new LogEntry.Opens(RUN, new RunOwner("local", "host", 1, HOUR)), sets(0), sets(1)));
    commit(
        log,
        List.of(pulled(0, 0, 6, 5)),
        List.of(
            file(1, "hourly/2026/11/22/14/a", 2048, part(0, 1, 5, 2)),
            file(0, "hourly/2026/11/22/13/b", 1024, part(0, 0, 4, 3)),
            new DataFile(
                DataFile.Kind.DEAD_LETTER,
                "/staged/c",
                "/camus/history/" + RUN + "/errors/c",
                List.of(part(0, 5, 6, 1)),
                300,
                HOUR.toEpochMilli(),
                HOUR.toEpochMilli(),
                "crc32c:00000000",
                "sum64:0000000000000000")));
    log.markPublished(2);
    commit(
        log,
        List.of(pulled(0, 6, 7, 1), pulled(1, 0, 1200, 1200)),
        List.of(file(1, "hourly/2026/11/22/14/d", 9, part(0, 6, 7, 1), part(1, 0, 1200, 1200))));
    camus.operations.files = this::read;
  }

  private LiveFiles read(FileSelection selection) {
    LiveFiles files = new LiveFiles(new LogReader(store, layout), selection.in(layout));
    try {
      files.refresh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static LogEntry sets(int partition) {
    return new LogEntry.Sets(
        new NewPosition(
            new TopicPartition("clicks", partition), new PartitionPosition(ID, 0, 0), "new"));
  }

  private static void commit(CommitLog log, List<PulledRange> ranges, List<DataFile> files) {
    log.append(
        state -> List.of(new LogEntry.Commits(RUN, 0, new PulledGroup(ranges, files, List.of()))));
  }

  private static OffsetRange range(int partition, long from, long to) {
    return new OffsetRange(new TopicPartition("clicks", partition), ID, 0, from, to);
  }

  private static Part part(int partition, long from, long to, long records) {
    return new Part(range(partition, from, to), records);
  }

  private static PulledRange pulled(int partition, long from, long to, long written) {
    long rejected = to - from - written;
    return new PulledRange(
        range(partition, from, to),
        to,
        written,
        rejected == 0 ? Map.of() : Map.of(RejectionCause.MALFORMED, rejected),
        0,
        0,
        "sum64:0000000000000000",
        Optional.empty(),
        OptionalInt.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  private static DataFile file(int hour, String path, long bytes, Part... parts) {
    long first = HOUR.plusSeconds(3600L * hour).toEpochMilli();
    return new DataFile(
        DataFile.Kind.DATA,
        "/staged/" + path,
        "/camus/topics/clicks/" + path,
        List.of(parts),
        bytes,
        first,
        first + 61_000,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  private List<String> list(String... further) {
    List<String> arguments = new ArrayList<>(List.of("clicks"));
    arguments.addAll(List.of(further));
    assertThat(camus.executeWithSettings("files", arguments.toArray(String[]::new)))
        .as(camus.err())
        .isZero();
    return camus.out().lines().toList();
  }

  @Test
  void filesAreListedInTheOrderOfTheLog() {
    assertThat(list())
        .containsExactly(
            "record  state           records      bytes  first event          last event           file",
            "     2  published             2    2.0 KiB  2026-11-22 14:00:00  2026-11-22 14:01:01  hourly/2026/11/22/14/a",
            "     2  published             3    1.0 KiB  2026-11-22 13:00:00  2026-11-22 13:01:01  hourly/2026/11/22/13/b",
            "     3  waiting           1,201        9 B  2026-11-22 14:00:00  2026-11-22 14:01:01  hourly/2026/11/22/14/d",
            "",
            "3 files, 1,206 records, 3.0 KiB",
            "  notice   1 file not published yet; the next run does that. --json shows where it is now.",
            "",
            "  files       /camus/topics/clicks, times in UTC",
            "  commit log  /camus/exec/commits, 3 records");
  }

  @Test
  void thoseOfAPartitionAreInTheOrderOfItsOffsets() {
    assertThat(list("--partition", "0").subList(0, 6))
        .containsExactly(
            "gen  offsets                   record  state           records      bytes  first event          last event           file",
            "  0  [0,4)                          2  published             3    1.0 KiB  2026-11-22 13:00:00  2026-11-22 13:01:01  hourly/2026/11/22/13/b",
            "  0  [1,5)                          2  published             2    2.0 KiB  2026-11-22 14:00:00  2026-11-22 14:01:01  hourly/2026/11/22/14/a",
            "  0  [6,7)                          3  waiting               1        9 B  2026-11-22 14:00:00  2026-11-22 14:01:01  hourly/2026/11/22/14/d",
            "",
            "3 files, 6 records, 3.0 KiB");
  }

  @Test
  void thoseOfADirectoryAreThoseBelowIt() {
    assertThat(list("--bucket", "/hourly/2026/11/22/13/"))
        .contains("1 file, 3 records, 1.0 KiB")
        .noneMatch(line -> line.contains("waiting") || line.contains("notice"));
  }

  @Test
  void aDirectoryMayHaveOthersBelowIt() {
    assertThat(list("--bucket", "hourly/2026")).contains("3 files, 1,206 records, 3.0 KiB");
  }

  @Test
  void deadLettersAreAFileListOfTheirOwn() {
    assertThat(list("--dead-letters"))
        .contains("1 file, 1 record, 300 B")
        .anyMatch(line -> line.endsWith("  /camus/history/" + RUN + "/errors/c"));
  }

  @Test
  void jsonIsALineAFile() throws IOException {
    List<String> lines = list("--json", "--partition", "1");
    assertThat(lines).hasSize(1);
    JsonNode file = new ObjectMapper().readTree(lines.get(0));
    assertThat(file.path("topic").textValue()).isEqualTo("clicks");
    assertThat(file.path("destination").textValue())
        .isEqualTo("/camus/topics/clicks/hourly/2026/11/22/14/d");
    assertThat(file.path("staged").textValue()).isEqualTo("/staged/hourly/2026/11/22/14/d");
    assertThat(file.path("record").longValue()).isEqualTo(3);
    assertThat(file.path("published").booleanValue()).isFalse();
    assertThat(file.path("records").longValue()).isEqualTo(1201);
    assertThat(file.path("bytes").longValue()).isEqualTo(9);
    assertThat(file.path("firstEvent").textValue()).isEqualTo("2026-11-22T14:00:00Z");
    assertThat(file.path("lastEvent").textValue()).isEqualTo("2026-11-22T14:01:01Z");
    assertThat(file.path("digest").textValue()).isEqualTo("crc32c:00000000");
    assertThat(file.path("contentDigest").textValue()).startsWith("sum64:");
    assertThat(file.path("parts").toString())
        .isEqualTo(
            "[{\"partition\":0,\"generation\":0,\"from\":6,\"to\":7,\"records\":1},"
                + "{\"partition\":1,\"generation\":0,\"from\":0,\"to\":1200,\"records\":1200}]");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThat(camus.executeWithSettings("files")).isEqualTo(2);
    assertThat(camus.err()).contains("Missing required parameter: 'TOPIC'");
    assertThat(camus.executeWithSettings("files", "clicks", "--partition", "-1")).isEqualTo(2);
    assertThat(camus.err()).contains("--partition -1: must be 0 or more");
    assertThat(camus.executeWithSettings("files", "clicks", "--bucket", "/")).isEqualTo(2);
    assertThat(camus.err()).contains("--bucket needs a directory of the topic");
    assertThat(camus.executeWithSettings("files", "clicks", "--bucket", "a", "--dead-letters"))
        .isEqualTo(2);
    assertThat(camus.err()).contains("dead letters are not in the directories of the topic");
    assertThat(camus.out()).isEmpty();
  }
}
