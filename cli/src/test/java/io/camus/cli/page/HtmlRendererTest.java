package io.camus.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlRendererTest {
  private record Row(String name, long number, List<String> notes) {}

  private static Columns<Row> columns(Row... rows) {
    return Columns.of(List.of(rows))
        .left("topic", Row::name)
        .count("messages", Row::number)
        .tone(row -> row.number() > 9 ? Tone.BAD : Tone.PLAIN)
        .notes(Row::notes);
  }

  private static String html(Page page) {
    return HtmlRenderer.html(page, 3);
  }

  @Test
  void aTableHasHeadersOfColumnsAndOfRowsAndItsNotes() {
    Page page = new Page().add(columns(new Row("clicks", 1_204, List.of("in 2 windows"))).table());

    assertThat(html(page))
        .isEqualTo(
            """
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col">topic</th><th scope="col" class="n">messages</th></tr></thead>
            <tbody>
            <tr><th scope="row">clicks</th><td class="n"><span class="bad">1,204</span></td></tr>
            <tr class="note"><td colspan="2">in 2 windows</td></tr>
            </tbody></table></div>
            """);
  }

  @Test
  void rowsThatAreShownOneByOneAreOneTable() {
    Columns<Row> columns = columns();
    Page page =
        new Page()
            .add(columns.table())
            .add(columns.row(new Row("one", 1, List.of())))
            .add(columns.row(new Row("two", 2, List.of())));

    assertThat(html(page)).containsOnlyOnce("<table>").containsOnlyOnce("</table>");
    assertThat(html(page)).contains("one", "two");
  }

  @Test
  void labelledEntriesAreOneListUntilAGap() {
    Page page =
        new Page()
            .problems(List.of(new Problem(Severity.DATA, "clicks", "missing 3")))
            .place("log", "/data/x")
            .gap()
            .detail("lag", "7");

    assertThat(html(page))
        .isEqualTo(
            """
            <dl>
            <div><dt class="bad">data</dt><dd>clicks: missing 3</dd></div>
            <div><dt>log</dt><dd><code>/data/x</code></dd></div>
            </dl>
            <dl>
            <div><dt>lag</dt><dd>7</dd></div>
            </dl>
            """);
  }

  @Test
  void headingsHaveTheirLevelAndAVerdictItsWords() {
    Page page =
        new Page()
            .heading(0, "Books", "of 24 h")
            .heading(2, "inner", "")
            .verdict(Tone.BAD, "NOT BALANCED", "3 missing")
            .line(2, "a line")
            .paragraph(2, "a paragraph");

    assertThat(html(page))
        .isEqualTo(
            """
            <h3>Books <small>of 24 h</small></h3>
            <h4>inner</h4>
            <p class="verdict"><strong class="bad">NOT BALANCED</strong>: 3 missing</p>
            <p>a line</p>
            <p>a paragraph</p>
            """);
  }

  @Test
  void textIsNeverMarkup() {
    String evil = "<script>alert(\"one\" & 'two')</script>";
    Page page =
        new Page()
            .heading(0, evil, evil)
            .verdict(Tone.GOOD, evil, evil)
            .line(0, evil)
            .fact(evil, evil)
            .place(evil, evil)
            .paragraph(0, evil)
            .add(Columns.of(List.of(evil)).left(evil, it -> it).notes(it -> List.of(it)).table());

    String html = html(page);

    assertThat(html).doesNotContain("<script", "\"one\"", "'two'");
    assertThat(html)
        .contains("&lt;script&gt;alert(&quot;one&quot; &amp; &#39;two&#39;)&lt;/script&gt;");
  }

  @Test
  void whatNoReaderShouldSeeIsReplaced() {
    assertThat(HtmlText.escaped("a\u2028b\u2029c\u202Ed\u2066e\u0000f\ud800g"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg");
    assertThat(HtmlText.escaped("\u05d0\u05d1 \u00e9 \ud83d\ude00\n\t\u200d"))
        .isEqualTo("\u05d0\u05d1 \u00e9 \ud83d\ude00\n\t\u200d");
  }
}
