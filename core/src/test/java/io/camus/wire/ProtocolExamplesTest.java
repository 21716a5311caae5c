package io.camus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.digest.ContentDigest;
import io.camus.digest.SourceDigest;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.PulledGroup;
import io.camus.model.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/protocol.md are files: they are read, and written again as they are there. A
 * line that begins with two spaces continues the one before it.
 */
class ProtocolExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("```\\n(\\{.*?)```", Pattern.DOTALL);

  private final List<String> blocks;

  ProtocolExamplesTest() throws IOException {
    Path document = Path.of(System.getProperty("basedir", "."), "../docs/protocol.md");
    blocks =
        BLOCK
            .matcher(Files.readString(document))
            .results()
            .map(block -> block.group(1).replaceAll("\\n +", ""))
            .toList();
  }

  private List<byte[]> files(String kind) {
    return files(kind, 2);
  }

  private List<byte[]> files(String kind, int version) {
    return blocks.stream()
        .filter(
            block -> block.startsWith("{\"camus\":\"" + kind + "\",\"version\":" + version + ","))
        .map(block -> block.getBytes(UTF_8))
        .toList();
  }

  private List<CommitRecord> records() throws IOException {
    List<CommitRecord> records = new ArrayList<>();
    for (byte[] file : files("commit-record")) {
      records.add(
          RecordFile.read(new ByteArrayInputStream(file), records.size() + 1, "docs/protocol.md"));
    }
    return records;
  }

  @Test
  void commitRecords() throws IOException {
    List<CommitRecord> records = records();
    assertThat(records).hasSize(2);
    for (int i = 0; i < records.size(); i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      RecordFile.write(out, records.get(i));
      assertThat(out.toString(UTF_8)).isEqualTo(new String(files("commit-record").get(i), UTF_8));
    }
    assertThat(records.stream().flatMap(record -> record.entries().stream()))
        .extracting(entry -> (Object) entry.getClass())
        .containsExactly(
            LogEntry.Opens.class,
            LogEntry.Sets.class,
            LogEntry.Commits.class,
            LogEntry.Closes.class);
  }

  @Test
  void theSignpost() throws IOException {
    byte[] file = files("commit-record", 3).get(0);
    assertThat(SignpostFile.isOne(new ByteArrayInputStream(file), "docs/protocol.md")).isTrue();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SignpostFile.write(out, records().get(0).header());
    assertThat(out.toString(UTF_8)).isEqualTo(new String(file, UTF_8));
  }

  @Test
  void theManifestHoldsWhatTheRecordCommits() throws IOException {
    assertThat(files("task-manifest")).hasSize(1);
    byte[] file = files("task-manifest").get(0);
    var manifest = ManifestFile.read(new ByteArrayInputStream(file), "docs/protocol.md");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ManifestFile.write(out, manifest);
    assertThat(out.toString(UTF_8)).isEqualTo(new String(file, UTF_8));
    assertThat(manifest.groups()).containsExactly(committed());
  }

  private PulledGroup committed() throws IOException {
    return records().get(1).commits().map(LogEntry.Commits::pulled).findFirst().orElseThrow();
  }

  @Test
  void theCheckpoint() throws IOException {
    assertThat(files("checkpoint")).hasSize(1);
    byte[] file = files("checkpoint").get(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(
        out, CheckpointFile.read(new ByteArrayInputStream(file), "docs/protocol.md"));
    assertThat(out.toString(UTF_8)).isEqualTo(new String(file, UTF_8));
  }

  @Test
  void thePlan() throws IOException {
    byte[] file =
        blocks.stream()
            .filter(block -> block.startsWith("{\"task\":"))
            .findFirst()
            .orElseThrow()
            .getBytes(UTF_8);
    List<Split> splits = new ArrayList<>();
    for (var section : PlanFile.sections(new ByteArrayInputStream(file), "docs/protocol.md")) {
      splits.add(PlanFile.read(new ByteArrayInputStream(file), section, "docs/protocol.md"));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanFile.write(out, splits);
    assertThat(out.toString(UTF_8)).isEqualTo(new String(file, UTF_8));
  }

  @Test
  void everyOtherExampleIsJsonToo() throws IOException {
    ObjectMapper json = new ObjectMapper();
    int lines = 0;
    for (String block : blocks) {
      for (String line : block.lines().toList()) {
        assertThat(json.readTree(line).isObject()).as(line).isTrue();
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(15);
  }

  @Test
  void theDigestsAreThoseOfTheRecordsThatTheTextNames() throws IOException {
    ContentDigest content = new ContentDigest();
    for (int i = 0; i <= 4; i += 2) {
      byte[] line = ("record " + i).getBytes(UTF_8);
      content.add(line, 0, line.length);
    }
    SourceDigest source = new SourceDigest();
    for (int i = 0; i < 6; i++) {
      source.add(source.of(i, null, ByteBuffer.wrap(("record " + i).getBytes(UTF_8))));
    }
    byte[] bad = " not UTF-8".getBytes(UTF_8);
    ByteBuffer value = ByteBuffer.allocate(bad.length + 1).put((byte) 0xFF).put(bad).flip();
    source.add(source.of(6, null, value));

    DataFile file = committed().files().get(0);
    assertThat(file.destination()).endsWith("a.b+0+0+5+3.txt");
    assertThat(file.contentDigest()).isEqualTo(content.text());
    assertThat(committed().ranges().get(0).sourceDigest()).isEqualTo(source.text());
  }
}
