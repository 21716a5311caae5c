package io.camus.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import io.camus.model.PulledRange;
import io.camus.model.Rewritten;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a line of a commit record or manifest may lack, so that those of older versions are read.
 */
class OptionalFieldsTest {
  /** As it was written before ranges had event times, and records that are written otherwise. */
  private static final String OLD =
      """
      {"range":{"partition":"clicks-3","topicId":"AAAAAAAAAAEAAAAAAAAAAQ","generation":0,\
      "from":0,"to":2},"plannedTo":2,"written":2,"rejected":{},"skipped":0,"absent":0,\
      "sourceDigest":"sum64:0000000000000000","unfinished":null,"leaderEpoch":null,"bytes":9}""";

  private static PulledRange read(String line) throws JsonProcessingException {
    return Json.mapper().readValue(line, PulledRange.class);
  }

  @Test
  void aLineOfAnOlderVersionIsReadAndWrittenAsItWas() throws JsonProcessingException {
    PulledRange range = read(OLD);

    assertThat(range.eventTimes()).isEmpty();
    assertThat(range.rewritten()).isEmpty();
    assertThat(Json.mapper().writeValueAsString(range)).isEqualTo(OLD);
  }

  @Test
  void laterFieldsAreReadAsTheyWereWritten() throws JsonProcessingException {
    EventTimes times =
        new EventTimes(
            Map.of("when", 1L, "header.time", 0L),
            0,
            2,
            3,
            4,
            5,
            Optional.of(new Sample("clicks-3@1", "when = \"x\"")),
            Optional.empty());
    PulledRange old = read(OLD);
    PulledRange range =
        new PulledRange(
            old.range(),
            old.plannedTo(),
            old.written(),
            old.rejected(),
            old.skipped(),
            old.absent(),
            old.sourceDigest(),
            old.unfinished(),
            old.leaderEpoch(),
            old.bytes(),
            Optional.of(times),
            Optional.of(new Rewritten(3, 1)));

    assertThat(read(Json.mapper().writeValueAsString(range))).isEqualTo(range);
  }

  @Test
  void anyOtherFieldThatIsMissingOrUnknownIsAnError() {
    assertThatThrownBy(() -> read(OLD.replace("\"written\":2,", "")))
        .isInstanceOf(MismatchedInputException.class)
        .hasMessageContaining("written");
    assertThatThrownBy(() -> read(OLD.replace("\"bytes\":9", "\"bytes\":9,\"x\":1")))
        .isInstanceOf(MismatchedInputException.class)
        .hasMessageContaining("x");
  }
}
