package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.table.TableStatus;
import io.camus.table.TableStatus.Amount;
import io.camus.table.TableStatus.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TablesCommandTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  private static TableStatus table(String topic, State state, Amount expected, Amount others) {
    boolean known = state != State.MISSING && state != State.UNKNOWN;
    return new TableStatus(
        "lake." + topic,
        topic,
        state,
        known ? OptionalLong.of(12) : OptionalLong.empty(),
        state == State.BEHIND ? 14 : 12,
        expected,
        state == State.DIFFERENT ? new Amount(2, 90) : expected,
        others,
        Set.of(),
        new TreeMap<>(Map.of(0, 60L, 1, 40L)),
        state == State.UNKNOWN ? Optional.of("connection refused") : Optional.empty());
  }

  private static final Amount NONE = new Amount(0, 0);
  private static final Amount SOME = new Amount(3, 100);

  @Test
  void eachTableHasALine() {
    camus.operations.tables = List.of(table("clicks", State.COMPLETE, SOME, NONE));

    assertThat(camus.executeWithSettings("tables")).isZero();
    assertThat(camus.out()).contains("lake.clicks", "12", "100", "complete");
    assertThat(camus.out() + camus.err()).contains("OK: 1 table compared with the commit log");
    assertThat(camus.operations.asked).contains("tables []");
  }

  @Test
  void whatIsWrongIsSaidWithWhatToDo() {
    camus.operations.tables =
        List.of(
            table("clicks", State.DIFFERENT, SOME, NONE),
            table("views", State.BEHIND, SOME, NONE),
            table("orders", State.MISSING, NONE, NONE));

    assertThat(camus.executeWithSettings("tables", "status")).isEqualTo(4);
    assertThat(camus.out() + camus.err())
        .contains(
            "it has 10 records fewer than the commit log",
            "record 14 is not in it yet",
            "camus tables rebuild or adopt",
            "DIFFERENT: 1 table");
  }

  @Test
  void aCatalogThatCannotBeReadIsNoDifference() {
    camus.operations.tables = List.of(table("clicks", State.UNKNOWN, NONE, NONE));

    assertThat(camus.executeWithSettings("tables", "status", "clicks")).isEqualTo(3);
    assertThat(camus.out() + camus.err()).contains("connection refused");
    assertThat(camus.operations.asked).contains("tables [clicks]");
  }

  @Test
  void programsGetJson() {
    camus.operations.tables = List.of(table("clicks", State.REWRITTEN, SOME, NONE));

    assertThat(camus.executeWithSettings("tables", "--json")).isZero();
    assertThat(camus.out())
        .contains(
            "\"exitCode\" : 0",
            "\"table\" : \"lake.clicks\"",
            "\"state\" : \"rewritten\"",
            "\"follows\" : 12",
            "\"surplus\" : 0",
            "\"0\" : 60",
            "\"1\" : 40");
  }

  @Test
  void tablesAreRepaired() {
    camus.operations.repaired = 2;
    assertThat(camus.executeWithSettings("tables", "rebuild", "clicks")).isZero();
    assertThat(camus.out() + camus.err()).contains("OK: 2 records of the commit log added");
    camus.operations.repaired = 0;
    assertThat(camus.executeWithSettings("tables", "adopt", "clicks")).isZero();
    assertThat(camus.out() + camus.err()).contains("OK: nothing was missing");
    assertThat(camus.operations.asked).contains("rebuild clicks", "adopt clicks");
  }

  @Test
  void wrongCallsSayWhatIsMeant() {
    assertThat(camus.executeWithSettings("tables", "drop", "clicks")).isEqualTo(2);
    assertThat(camus.err()).contains("camus tables drop: expected status, rebuild or adopt");
    assertThat(camus.executeWithSettings("tables", "adopt")).isEqualTo(2);
    assertThat(camus.err()).contains("camus tables adopt needs one topic");
  }
}
