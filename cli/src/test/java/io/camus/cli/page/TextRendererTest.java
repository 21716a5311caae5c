package io.camus.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(TextRenderer.lines(page, 25, words -> words))
        .containsExactly("head one two three four", "     five six");
  }

  @Test
  void whatCatchesTheEyeIsTheRenderersDecision() {
    Page page =
        new Page()
            .heading("All is well")
            .heading(2, "key", "(number)")
            .add(Columns.of(List.of("a")).left("name", row -> row).table());
    assertThat(TextRenderer.lines(page, 25, words -> "*" + words + "*"))
        .containsExactly("*All is well*", "  *key*  (number)", "*name*", "a");
  }

  @Test
  void entriesOfAKindAreAlignedAndPlacesAreNotBroken() {
    Page page =
        new Page().fact("held", "1 record").notice("look").place("files", "/a path/with a blank");
    assertThat(TextRenderer.lines(page, 25, words -> words))
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
                40,
                words -> words))
        .containsExactly("      n  some", "      1     0", "      one", "  1,000   999  x");
  }

  @Test
  void rowsThatAreShownOneByOneKeepTheirColumns() {
    Columns<String> columns =
        Columns.<String>of(List.of()).right("id", 4, row -> row).left("name", 6, row -> row);
    Page page = new Page().add(columns.table()).add(columns.row("a")).add(columns.row("123456789"));
    assertThat(TextRenderer.lines(page, 10, words -> words))
        .containsExactly("  id  name", "   a  a", "123456789  123456789");
  }
}
