package io.camus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.time.TimestampFormats;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** The scanner against Jackson. */
class JsonScannerPropertyTest {
  private static final long KAFKAS_TIME = 5;
  private static final int BESIDE = 12;

  private final RecordFacts quick = facts();
  private final RecordFacts thorough = facts();
  private final JsonScanner scanner = new JsonScanner(quick.tree(), quick.captures());
  private final JsonWalker walker = new JsonWalker(thorough.tree(), thorough.captures());

  @Property(tries = 3000)
  void usualObjectsAreAccepted(@ForAll long seed) {
    RandomJson json = new RandomJson(seed);
    byte[] bytes = json.object();

    boolean accepted = scanner.accepts(bytes, 0, bytes.length);

    Statistics.label("unusual and accepted")
        .collect(json.isUnusual() && accepted)
        .coverage(counts -> counts.check(true).percentage(part -> part > 5));
    assertThat(accepted || json.isUnusual()).as(() -> text(bytes)).isTrue();
  }

  @Property(tries = 5000)
  void whatIsAcceptedIsWhatJacksonReads(@ForAll long seed) {
    byte[] bytes = new RandomJson(seed).object();

    boolean accepted = scanner.accepts(bytes, 0, bytes.length);

    assertThat(accepted).as(() -> text(bytes)).isEqualTo(walks(bytes));
    assertThat(acceptedAlike(bytes, " ".repeat(BESIDE))).as(() -> text(bytes)).isTrue();
  }

  @Property(tries = 20_000)
  void ofDamagedObjectsThoseAreAcceptedThatJacksonReads(@ForAll long seed) {
    RandomJson json = new RandomJson(seed);
    byte[] bytes = json.damage(json.object());
    boolean read = Utf8.firstFault(bytes, 0, bytes.length) == bytes.length && walks(bytes);

    boolean accepted = scanner.accepts(bytes, 0, bytes.length);

    Statistics.label("accepted")
        .collect(accepted)
        .coverage(counts -> counts.check(true).percentage(part -> part > 5));
    assertThat(accepted).as(() -> text(bytes)).isEqualTo(read);
    assertThat(acceptedAlike(bytes, "\"\":{}}]}12345".substring(0, BESIDE)))
        .as(() -> text(bytes))
        .isTrue();
  }

  /** Whether the verdict is the same amid other bytes, and what was found is what Jackson finds. */
  private boolean acceptedAlike(byte[] bytes, String beside) {
    byte[] around = (beside + text(bytes) + beside).getBytes(StandardCharsets.ISO_8859_1);
    int end = BESIDE + bytes.length;
    boolean alone = scanner.accepts(bytes, 0, bytes.length);
    if (scanner.accepts(around, BESIDE, end) != alone) {
      return false;
    }
    if (!alone) {
      return true;
    }
    assertThat(scanner.lineBreaks()).isEqualTo(text(bytes).matches("(?s).*[\r\n].*"));
    Datum found = complete(quick, around);
    assertThat(walks(bytes)).isTrue();
    Datum expected = complete(thorough, bytes);
    assertThat(found.eventTimeMillis).isEqualTo(expected.eventTimeMillis);
    assertThat(found.eventTimeSource).isEqualTo(expected.eventTimeSource);
    assertThat(found.unreadTime).isEqualTo(expected.unreadTime);
    assertThat(found.origin.server()).isEqualTo(expected.origin.server());
    assertThat(found.origin.service()).isEqualTo(expected.origin.service());
    return true;
  }

  private boolean walks(byte[] bytes) {
    return walker.walk(bytes, 0, bytes.length);
  }

  private static Datum complete(RecordFacts facts, byte[] bytes) {
    Decoded decoded = facts.complete(new Datum(), Records.of(bytes, KAFKAS_TIME));
    return (Datum) decoded;
  }

  /** A character for each byte. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static RecordFacts facts() {
    return new RecordFacts(
        new EventTimeRule(
            List.of(
                FieldPath.parse("header.time"),
                FieldPath.parse("timestamp"),
                FieldPath.parse("é.time")),
            TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC),
            false),
        new AuditFields(
            List.of(FieldPath.parse("header.server"), FieldPath.parse("server")),
            List.of(FieldPath.parse("service"), FieldPath.parse("header"))));
  }
}
