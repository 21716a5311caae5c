package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.Rewritten;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class RewrittenRecordsTest {

  @Test
  void whatBecameOfRecordsIsToldByTopic() {
    List<Problem> notices =
        RewrittenRecords.notices(
            List.of(
                pulled("logs", 0, new Rewritten(2, 0, 0)),
                pulled("clicks", 0, Rewritten.NONE),
                pulled("logs", 1, new Rewritten(1, 0, 3)),
                pulled("a.b", 0, new Rewritten(0, 1_234, 0))));

    assertThat(notices)
        .containsExactly(
            new Problem(
                Severity.NOTICE,
                "a.b",
                "1,234 records with line breaks: the line break at their end is not written"
                    + " (camus.message.text.line.breaks)"),
            new Problem(
                Severity.NOTICE,
                "logs",
                "3 records with line breaks: the line breaks are written as U+240A (LF) and"
                    + " U+240D (CR) (camus.message.text.line.breaks)"),
            new Problem(
                Severity.NOTICE,
                "logs",
                "3 records without a part of their content: fields that their schema does not have,"
                    + " or digits that the type of a field cannot hold"));
  }

  /** A range of absent offsets suffices: the counts are their own. */
  private static PulledGroup pulled(String topic, int partition, Rewritten rewritten) {
    OffsetRange range =
        new OffsetRange(new TopicPartition(topic, partition), new Uuid(1, 1), 0, 0, 9);
    PulledRange pulled =
        new PulledRange(
            range,
            9,
            0,
            Map.of(),
            0,
            9,
            "sum64:0000000000000000",
            Optional.empty(),
            OptionalInt.empty(),
            0,
            Optional.empty(),
            Optional.of(rewritten));
    return new PulledGroup(List.of(pulled), List.of(), List.of());
  }
}
