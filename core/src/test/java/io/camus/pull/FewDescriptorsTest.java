package io.camus.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout;
import io.camus.config.LineBreakPolicy;
import io.camus.config.NullValuePolicy;
import io.camus.count.Counting;
import io.camus.decode.TextDecoder;
import io.camus.format.Lines;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.partition.DatePartitioner;
import io.camus.spi.StorePath;
import io.camus.staging.AttemptCancelledException;
import io.camus.staging.Descriptors;
import io.camus.staging.OpenLimits;
import io.camus.staging.TopicFault;
import io.camus.store.LocalStore;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own pulls 400 hours in turn, while it may have few descriptors. */
@EnabledOnOs(OS.LINUX)
class FewDescriptorsTest {
  private static final int DESCRIPTORS = 250;
  private static final int HOURS = 400;
  private static final int RECORDS = 4 * HOURS;

  private static String pull(Path folder, int descriptors, int taken)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n \"$1\" && shift && exec \"$@\"",
                "sh",
                Integer.toString(descriptors),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Pull.class.getName(),
                folder.toString(),
                Integer.toString(taken))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.waitFor();
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  @Test
  void aTaskKeepsFewerFilesOpenAndSaysSo(@TempDir Path folder)
      throws IOException, InterruptedException {
    assertThat(pull(folder, DESCRIPTORS, 0))
        .contains(RECORDS + " records")
        .containsPattern("\n(4|5|6|7)\\d\\d files\n")
        .contains("this process may open " + DESCRIPTORS + " files (ulimit -n)")
        .contains("camus.output.open.files=300");
  }

  @Test
  void aTaskThatFindsNoneLeftNamesTheLimitAndTheKeys(@TempDir Path folder)
      throws IOException, InterruptedException {
    assertThat(pull(folder, DESCRIPTORS, DESCRIPTORS))
        .contains("Too many open files; this process may open " + DESCRIPTORS)
        .contains("ulimit -n")
        .contains("camus.output.open.files");
  }

  /** The other process. */
  static final class Pull {
    private Pull() {}

    /**
     * Pulls into a folder.
     *
     * @param arguments the folder, and how many descriptors others take at most
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
      System.out.println("begins");
      TaskManifest warm = pull(arguments[0] + "/warm", 2);
      // Classes that lie in directories cannot be loaded without a descriptor.
      System.out.println(new Descriptors.Unlimited() + " " + new AttemptCancelledException());
      System.out.println(TopicFault.of("warming up", new IllegalStateException()));
      List<InputStream> taken = new ArrayList<>();
      try {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
          taken.add(new FileInputStream(new File("/dev/null")));
        }
      } catch (IOException e) {
        System.out.println("took " + taken.size());
      }
      try {
        TaskManifest pulled = pull(arguments[0] + "/real", HOURS);
        PulledGroup group = pulled.groups().get(0);
        System.out.println(group.written() + " records");
        System.out.println(group.files().size() + " files");
        System.out.println(pulled.notices());
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(warm.task() + taken.size());
    }

    private static TaskManifest pull(String folder, int hours)
        throws IOException, InterruptedException {
      Instant now = Instant.parse("2026-11-22T14:05:59Z");
      ScriptedSource source = new ScriptedSource();
      int records = 4 * hours;
      source.poll(
          visitor -> {
            for (int offset = 0; offset < records; offset++) {
              long hour = 3_600_000L * (offset % hours);
              source.record(
                  visitor, 0, offset, now.toEpochMilli() - hour, "the value of record " + offset);
            }
            visitor.position(0, records);
          });
      StorePath base = new StorePath(folder);
      TaskAttempt attempt =
          new TaskAttempt(
              new LocalStore(),
              new Layout(
                  base.child("exec"), base.child("history"), base.child("data"), Optional.empty()),
              new TaskAttempt.Settings(
                  new PullLimits(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      now,
                      Duration.ofMinutes(1)),
                  new OpenLimits(300, Long.MAX_VALUE, 700),
                  Optional.of(new Counting(Duration.ofMinutes(10), it -> false, 10_000)),
                  0),
              topic ->
                  Generous.topic(
                      new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE),
                      DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                      base.child("data").child(topic),
                      NullValuePolicy.DEAD_LETTER),
              source::open,
              Clock.systemUTC(),
              System::nanoTime);
      return attempt.pull(
          new RunId("2026-11-22-14-05-59-000001"),
          new Split(
              0,
              List.of(
                  PlannedRange.of(
                      new OffsetRange(
                          new TopicPartition("clicks", 0), new Uuid(1, 1), 0, 0, records))),
              Map.of()),
          String.format(Locale.ROOT, "attempt-%d", hours),
          new SilentProgress());
    }
  }
}
