package io.camus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import io.camus.wire.PlanFile.Section;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PlanFileTest {
  private static final List<Split> SPLITS =
      List.of(
          new Split(
              0,
              List.of(
                  new PlannedRange(
                      range("clicks", 0, 100, 200), 51_200, OptionalInt.of(4), Begin.AFTER_ANOTHER),
                  PlannedRange.of(range("views", 3, 0, 7))),
              Map.of("clicks", 500L)),
          new Split(1, List.of(PlannedRange.of(range("clicks", 0, 200, 600))), Map.of()));

  private static OffsetRange range(String topic, int partition, long from, long to) {
    return new OffsetRange(new TopicPartition(topic, partition), new Uuid(1, 2), 0, from, to);
  }

  private static byte[] written(List<Split> splits) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanFile.write(out, splits);
    return out.toByteArray();
  }

  private static InputStream in(byte[] file) {
    return new ByteArrayInputStream(file);
  }

  @Test
  void everyRangeIsALine() throws IOException {
    assertThat(new String(written(SPLITS), UTF_8).lines())
        .containsExactly(
            "{\"task\":0,\"partition\":\"clicks-0\",\"topicId\":\"AAAAAAAAAAEAAAAAAAAAAg\","
                + "\"generation\":0,\"from\":100,\"to\":200,\"bytes\":51200,"
                + "\"begin\":\"AFTER_ANOTHER\",\"leaderEpoch\":4,\"offsetsOfTopic\":500}",
            "{\"task\":0,\"partition\":\"views-3\",\"topicId\":\"AAAAAAAAAAEAAAAAAAAAAg\","
                + "\"generation\":0,\"from\":0,\"to\":7,\"bytes\":0,\"begin\":\"AT_POSITION\"}",
            "{\"task\":1,\"partition\":\"clicks-0\",\"topicId\":\"AAAAAAAAAAEAAAAAAAAAAg\","
                + "\"generation\":0,\"from\":200,\"to\":600,\"bytes\":0,\"begin\":\"AT_POSITION\"}");
  }

  @Test
  void everySplitIsReadFromItsSection() throws IOException {
    byte[] file = written(SPLITS);
    List<Section> sections = PlanFile.sections(in(file), "plan");
    List<Split> read = new ArrayList<>();
    for (Section section : sections) {
      read.add(PlanFile.read(in(file), section, "plan"));
    }
    assertThat(read).isEqualTo(SPLITS);
    assertThat(sections)
        .extracting(Section::ranges, Section::offsets, Section::estimatedBytes)
        .containsExactly(tuple(2, 107L, 51_200L), tuple(1, 400L, 0L));
  }

  @Test
  void aTaskReadsNoBytesButItsOwn() throws IOException {
    List<Split> splits = new ArrayList<>();
    for (int task = 0; task < 1_000; task++) {
      splits.add(new Split(task, List.of(PlannedRange.of(range("clicks", task, 0, 10))), Map.of()));
    }
    byte[] file = written(splits);
    Section last = PlanFile.sections(in(file), "plan").get(999);
    CountedReads source = new CountedReads(in(file));
    assertThat(PlanFile.read(source, last, "plan")).isEqualTo(splits.get(999));
    assertThat(source.bytes).isEqualTo(last.length());
  }

  @Test
  void aPlanThatIsNotTheOneOfTheSectionIsRefused() throws IOException {
    byte[] file = written(SPLITS);
    Section first = PlanFile.sections(in(file), "plan").get(0);
    Section moved = new Section(1, 0, first.length(), 2, 107, 51_200);
    assertThatThrownBy(() -> PlanFile.read(in(file), moved, "b/plan"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("b/plan has 0 instead of 2 ranges of task 1 at byte 0");
    byte[] half = new String(file, UTF_8).substring(0, first.length() - 20).getBytes(UTF_8);
    assertThatThrownBy(() -> PlanFile.read(in(half), first, "b/plan"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("b/plan cannot be read from byte 0 on: ");
  }

  /** Counts the bytes that are read and not skipped. */
  private static final class CountedReads extends FilterInputStream {
    private int bytes;

    CountedReads(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      bytes++;
      return super.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int count = super.read(target, from, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
