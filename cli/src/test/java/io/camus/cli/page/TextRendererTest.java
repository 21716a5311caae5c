package io.camus.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {
  @Test
  void figuresAreReadable() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    assertThat(Figures.duration(Duration.ofMillis(1234))).isEqualTo("1.2 s");
    assertThat(Figures.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Figures.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    assertThat(Figures.duration(Duration.ofMinutes(127))).isEqualTo("2 h 07 min");
    assertThat(Figures.count(1, "file")).isEqualTo("1 file");
    assertThat(Figures.perSecond(10, Duration.ZERO)).isEqualTo(10_000);
  }

  @Test
  void paragraphsHangBelowTheirHead() {
    Page page = new Page().item(0, "head", "one two three four five six");
    assertThat(TextRenderer.lines(page, Look.plain(25)))
        .containsExactly("head one two three four", "     five six");
  }

  @Test
  void colorsAreTheRenderersDecision() {
    Page page =
        new Page()
            .verdict(Tone.GOOD, "OK", "all of it")
            .heading(2, "key", "(number)")
            .add(Columns.of(List.of("a")).right("name", row -> row).tone(row -> Tone.BAD).table())
            .problems(List.of(new Problem(Problem.Severity.WARNING, "clicks", "look")));
    assertThat(TextRenderer.lines(page, Look.plain(25)))
        .containsExactly(
            "OK: all of it", "  key  (number)", "name", "   a", "  warning  clicks: look");
    Look colored = new Look(25, 25, Style.ANSI, text -> text);
    assertThat(TextRenderer.lines(page, colored))
        .containsExactly(
            "\033[32mOK\033[0m\033[1m: all of it\033[0m",
            "  \033[1mkey\033[0m  (number)",
            "\033[1mname\033[0m",
            "   \033[1;31ma\033[0m",
            "  \033[1;35mwarning\033[0m  clicks: look");
  }

  @Test
  void columnsGiveWayBeforeNumbersAreCut() {
    Columns<String> columns =
        Columns.of(List.of("a.topic"))
            .left("topic", row -> row)
            .right("records", row -> "1,000,000")
            .right("first", row -> "12:00")
            .ifRoom()
            .right("last", row -> "13:00")
            .ifRoom();
    assertThat(TextRenderer.lines(new Page().add(columns.table()), Look.plain(32)))
        .containsExactly("topic      records  first   last", "a.topic  1,000,000  12:00  13:00");
    assertThat(TextRenderer.lines(new Page().add(columns.table()), Look.plain(31)))
        .containsExactly("topic      records  first", "a.topic  1,000,000  12:00");
    assertThat(TextRenderer.lines(new Page().add(columns.table()), Look.plain(10)))
        .containsExactly("topic      records", "a.topic  1,000,000");
  }

  @Test
  void everyRowOfAListHasTheSameColumns() {
    Columns<String> columns =
        Columns.<String>of(List.of())
            .right("id", 4, row -> row)
            .left("time", 5, row -> "12:00")
            .ifRoom()
            .left("file", 9, row -> "/" + row);
    Page page = new Page().add(columns.table()).add(columns.row("a")).add(columns.row("bc"));
    assertThat(TextRenderer.lines(page, Look.plain(22)))
        .containsExactly("  id  time   file", "   a  12:00  /a", "  bc  12:00  /bc");
    assertThat(TextRenderer.lines(page, Look.plain(21)))
        .containsExactly("  id  file", "   a  /a", "  bc  /bc");
  }

  @Test
  void aColumnGoesBelowItsRowBeforeOthersAreLeftOut() {
    Columns<String> columns =
        Columns.<String>of(List.of())
            .right("id", 4, row -> row)
            .left("time", 5, row -> "12:00")
            .ifRoom()
            .left("file", 9, row -> "/" + row)
            .orBelow();
    Page page = new Page().add(columns.table()).add(columns.row("a")).add(columns.row("bc"));
    assertThat(TextRenderer.lines(page, Look.plain(22)))
        .containsExactly("  id  time   file", "   a  12:00  /a", "  bc  12:00  /bc");
    assertThat(TextRenderer.lines(page, Look.plain(21)))
        .containsExactly("  id  time", "   a  12:00", "    /a", "  bc  12:00", "    /bc");
    assertThat(TextRenderer.lines(page, Look.plain(10)))
        .containsExactly("  id", "   a", "    /a", "  bc", "    /bc");
  }

  @Test
  void aLongVerdictIsBroken() {
    Page page = new Page().verdict(Tone.GOOD, "OK", "one two three four five six");
    assertThat(TextRenderer.lines(page, Look.plain(25)))
        .containsExactly("OK: one two three four", "  five six");
  }

  @Test
  void pathsAreShownAsTheLookSays() {
    Page page =
        new Page()
            .place("files", "/here/topics")
            .add(Columns.of(List.of("/here/a")).left("file", row -> row).table());
    Look look = new Look(40, 40, Style.NONE, text -> text.replace("/here/", ""));
    assertThat(TextRenderer.lines(page, look)).containsExactly("  files       topics", "file", "a");
  }

  @Test
  void entriesOfAKindAreAlignedAndPlacesAreNotBroken() {
    Page page =
        new Page().fact("held", "1 record").notice("look").place("files", "/a path/with a blank");
    assertThat(TextRenderer.lines(page, Look.plain(25)))
        .containsExactly(
            "  held       1 record", "  notice   look", "  files       /a path/with a blank");
  }

  @Test
  void tablesHaveAColumnOnlyIfThereIsAnythingInItAndNotesBelowTheirRows() {
    List<Long> rows = List.of(1L, 1_000L);
    assertThat(
            TextRenderer.lines(
                new Page()
                    .add(
                        Columns.of(rows)
                            .count("n", row -> row)
                            .countIfAny("none", row -> 0)
                            .countIfAny("some", row -> row - 1)
                            .left("", row -> row == 1 ? "" : "x")
                            .notes(row -> row == 1 ? List.of("one") : List.of())
                            .table(2)),
                Look.plain(40)))
        .containsExactly("      n  some", "      1     0", "      one", "  1,000   999  x");
  }

  @Test
  void rowsThatAreShownOneByOneKeepTheirColumns() {
    Columns<String> columns =
        Columns.<String>of(List.of()).right("id", 4, row -> row).left("name", 6, row -> row);
    Page page = new Page().add(columns.table()).add(columns.row("a")).add(columns.row("123456789"));
    assertThat(TextRenderer.lines(page, Look.plain(10)))
        .containsExactly("  id  name", "   a  a", "123456789  123456789");
  }
}
