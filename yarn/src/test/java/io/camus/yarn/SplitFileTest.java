package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFileTest {
  private static final List<Split> SPLITS =
      List.of(
          new Split(
              7,
              List.of(
                  new PlannedRange(
                      new OffsetRange(
                          new TopicPartition("a.b", 3), Uuid.randomUuid(), 2, 5, Long.MAX_VALUE),
                      1 << 20,
                      OptionalInt.of(4),
                      Begin.AFTER_ANOTHER),
                  new PlannedRange(
                      new OffsetRange(new TopicPartition("a_b", 0), Uuid.ZERO_UUID, 0, 0, 0), 0)),
              Map.of("a.b", Long.MAX_VALUE, "a_b", 17L)),
          new Split(8, List.of()));

  @TempDir private Path folder;

  @Test
  void splitsAreReadBackAsTheyWere() throws IOException {
    SplitFile.write(folder.resolve("splits"), SPLITS);

    assertThat(SplitFile.read(folder.resolve("splits"))).isEqualTo(SPLITS);
  }

  @Test
  void splitTravelsToItsTask() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new OffsetSplit(SPLITS.get(0)).write(new DataOutputStream(bytes));
    OffsetSplit arrived = new OffsetSplit();
    arrived.readFields(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(arrived.split()).isEqualTo(SPLITS.get(0));
    assertThat(arrived.getLength()).isEqualTo(1 << 20);
    assertThat(arrived.getLocations()).isEmpty();
    assertThat(arrived).hasToString("task 7: 2 partitions, 1,048,576 bytes");
  }
}
