package io.camus.it.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The checker is checked with files that this test writes. */
@ExtendWith(SharedCluster.class)
@Timeout(180)
class ComparisonIT {
  private static final int MESSAGES = 100;

  @TempDir Path folder;
  private String avro;
  private String json;
  private Job job;

  @BeforeEach
  void produce(Cluster cluster) throws Exception {
    avro = cluster.topic("checked.avro", 1);
    json = cluster.topic("checked-json", 1);
    job = new Job(cluster, folder).topic(avro, Form.AVRO).topic(json, Form.JSON);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 1, 0, MESSAGES);
      sender.json(json, 1, 0, MESSAGES);
    }
  }

  @Test
  void aFaithfulCopyIsClean() throws Exception {
    writeAvro(0, 60, numbers(0, 60));
    writeAvro(60, MESSAGES, numbers(60, MESSAGES));
    writeJson(numbers(0, MESSAGES));
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(result.moved()).isEqualTo(2 * MESSAGES);
  }

  @Test
  void findsWhatIsLost() throws Exception {
    List<Integer> some = numbers(0, MESSAGES);
    some.remove(Integer.valueOf(17));
    writeAvro(0, MESSAGES, some);
    writeJson(numbers(0, MESSAGES - 1));
    assertThat(job.compare().findings())
        .extracting(Finding::kind, Finding::where)
        .containsExactlyInAnyOrder(
            tuple(Finding.Kind.LOST, avro + "-0@17"), tuple(Finding.Kind.LOST, json + "-0@99"));
  }

  @Test
  void findsWhatIsDoubled() throws Exception {
    writeAvro(0, MESSAGES, numbers(0, MESSAGES));
    writeAvro(10, 20, numbers(10, 20));
    writeJson(numbers(0, MESSAGES));
    assertThat(job.compare().findings())
        .hasSize(10)
        .allMatch(finding -> finding.kind() == Finding.Kind.DOUBLED);
  }

  @Test
  void findsWhatIsAltered() throws Exception {
    List<Integer> wrong = numbers(0, MESSAGES);
    wrong.set(3, 5_000);
    writeAvro(0, MESSAGES, wrong);
    writeJson(numbers(0, MESSAGES));
    assertThat(job.compare().findings())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Finding.Kind.ALTERED, Finding.Kind.LOST);
  }

  @Test
  void findsARecordOutsideTheOffsetsOfItsFilesName() throws Exception {
    writeAvro(0, 50, numbers(50, MESSAGES));
    writeAvro(50, MESSAGES, numbers(0, 50));
    writeJson(numbers(0, MESSAGES));
    assertThat(job.compare(avro).isClean()).isFalse();
  }

  @Test
  void refusesATornFile() throws Exception {
    Path file = writeAvro(0, MESSAGES, numbers(0, MESSAGES));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(
        file, Arrays.copyOf(bytes, bytes.length - 30), StandardOpenOption.TRUNCATE_EXISTING);
    assertThatThrownBy(() -> job.compare(avro)).hasMessageContaining("is incomplete");
  }

  private static List<Integer> numbers(int from, int to) {
    List<Integer> numbers = new ArrayList<>();
    for (int n = from; n < to; n++) {
      numbers.add(n);
    }
    return numbers;
  }

  private Path writeAvro(int from, int to, List<Integer> numbers) throws IOException {
    Path file =
        folder("avro", avro)
            .resolve(
                String.format(Locale.ROOT, "%s+0+%d+%d+%d.avro", avro, from, to, numbers.size()));
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.setCodec(CodecFactory.deflateCodec(1));
      writer.create(Events.FIRST, file.toFile());
      for (int n : numbers) {
        byte[] value = Events.avro(Events.FIRST, 1, Sender.timeOf(n), n);
        writer.appendEncoded(ByteBuffer.wrap(value, 5, value.length - 5).slice());
      }
    }
    return file;
  }

  private void writeJson(List<Integer> numbers) throws IOException {
    StringBuilder lines = new StringBuilder();
    numbers.forEach(
        n ->
            lines
                .append(new String(Events.json(Sender.timeOf(n), n), StandardCharsets.UTF_8))
                .append('\n'));
    Files.writeString(
        folder("json", json)
            .resolve(
                String.format(
                    Locale.ROOT, "%s+0+0+%d+%d.json", json, numbers.size(), numbers.size())),
        lines);
  }

  private Path folder(String step, String topic) throws IOException {
    return Files.createDirectories(job.destination().resolve(topic).resolve(step));
  }
}
