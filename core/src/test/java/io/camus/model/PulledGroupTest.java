package io.camus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.DataFile.Kind;
import io.camus.model.DataFile.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PulledGroupTest {
  private static final PulledRange FIRST = pulled("clicks", 0, 3, 1);
  private static final PulledRange SECOND = pulled("clicks", 1, 2, 0);
  private static final DataFile LETTERS = file(Kind.DEAD_LETTER, part("clicks", 0, 1));

  private static OffsetRange range(String topic, int partition) {
    return new OffsetRange(new TopicPartition(topic, partition), new Uuid(1, 1), 0, 0, 10);
  }

  private static PulledRange pulled(String topic, int partition, long written, long bad) {
    return new PulledRange(
        range(topic, partition),
        10,
        written,
        Map.of(RejectionCause.MALFORMED, bad),
        0,
        10 - written - bad,
        "sum64:0000000000000000",
        Optional.empty(),
        OptionalInt.empty(),
        100,
        Optional.empty(),
        Optional.empty());
  }

  private static Part part(String topic, int partition, long records) {
    return new Part(range(topic, partition), records);
  }

  private static DataFile file(Kind kind, Part... parts) {
    return new DataFile(
        kind, "/s", "/d", List.of(parts), 1, 0, 0, "crc32c:00000000", "sum64:0000000000000000");
  }

  private static PulledGroup group(List<PulledRange> ranges, DataFile... files) {
    return new PulledGroup(ranges, List.of(files), List.of());
  }

  @Test
  void itsFiguresAreTheSumsOfItsRanges() {
    PulledGroup group =
        group(
            List.of(FIRST, SECOND),
            file(Kind.DATA, part("clicks", 0, 1), part("clicks", 1, 2)),
            file(Kind.DATA, part("clicks", 0, 2)),
            LETTERS);

    assertThat(group.topic()).isEqualTo("clicks");
    assertThat(group.written()).isEqualTo(5);
    assertThat(group.rejectedRecords()).isEqualTo(1);
    assertThat(group.rejected(RejectionCause.MALFORMED)).isEqualTo(1);
    assertThat(group.offsets()).isEqualTo(20);
    assertThat(group.files().get(0).records()).isEqualTo(3);
    assertThat(group.files().get(0).range()).isEmpty();
    assertThat(group.files().get(1).range()).contains(range("clicks", 0));
  }

  @Test
  void filesHaveToHoldWhatWasWrittenAndRejectedOfEachRange() {
    Stream.of(
            group(FIRST, file(Kind.DATA, part("clicks", 0, 4))),
            group(FIRST, file(Kind.DATA, part("clicks", 0, 2)), LETTERS),
            group(FIRST, file(Kind.DATA, part("clicks", 0, 3))),
            group(SECOND, file(Kind.DATA, part("clicks", 1, 2), part("clicks", 2, 1))),
            group(SECOND))
        .forEach(
            wrong -> assertThatThrownBy(wrong::get).isInstanceOf(IllegalArgumentException.class));
  }

  private static Supplier<PulledGroup> group(PulledRange range, DataFile... files) {
    return () -> group(List.of(range), files);
  }

  @Test
  void rangesAreOfOneTopicAndOneAPartition() {
    DataFile data = file(Kind.DATA, part("clicks", 1, 2));
    assertThatThrownBy(() -> group(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> group(List.of(SECOND, SECOND), data))
        .hasMessageContaining("cannot be committed together");
    assertThatThrownBy(() -> group(List.of(SECOND, pulled("views", 0, 0, 0)), data))
        .hasMessageContaining("cannot be committed together");
  }
}
