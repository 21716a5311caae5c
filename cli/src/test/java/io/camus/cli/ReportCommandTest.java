package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.report.SyntheticReport;
import io.camus.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportCommandTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("camus.html");
  }

  private int report(String... more) {
    String[] arguments =
        Stream.concat(Stream.of("--out", out().toString()), Stream.of(more)).toArray(String[]::new);
    return camus.executeWithSettings("report", arguments);
  }

  @Test
  void theFileIsWrittenAndTheVerdictIsShownWhateverItIs() throws IOException {
    camus.operations.page = SyntheticReport.small();

    assertThat(report()).isZero();
    assertThat(Files.readString(out())).startsWith("<!doctype html>");
    assertThat(camus.out())
        .contains(
            "NOT BALANCED: windows: 17 missing",
            "notice",
            "camus.complete is not true for topic-0007-orders",
            out() + ", ");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(out());
    }
  }

  @Test
  void anEarlierFileIsReplacedAsAWholeOrNotAtAll() throws IOException {
    Files.writeString(out(), "earlier");
    camus.operations.failure = new StorageException("cannot read the commit log");
    assertThat(report()).isEqualTo(3);
    assertThat(out()).hasContent("earlier");

    camus.operations.failure = null;
    assertThat(report()).isZero();
    assertThat(Files.readString(out())).startsWith("<!doctype html>");
  }

  @Test
  void whatCannotBeAFileIsRefusedBeforeAnythingIsAsked() throws IOException {
    Files.createDirectory(out());
    assertThat(report()).isEqualTo(2);
    assertThat(camus.err()).contains(out() + " is a directory; name a file");
    assertThat(camus.executeWithSettings("report", "--out", folder + "/none/x.html")).isEqualTo(2);
    assertThat(camus.err()).contains("there is no directory " + folder + "/none");
    assertThat(camus.operations.reports).isEmpty();
  }

  @Test
  void theUsualSpanIs72HoursUpToTheCurrentOne() {
    Instant before = Instant.now();
    assertThat(report()).isZero();
    ReportRequest request = camus.operations.reports.get(0);
    assertThat(request.span().hours()).isEqualTo(72);
    assertThat(request.span().to())
        .isAfter(before)
        .isBeforeOrEqualTo(Instant.now().plus(Duration.ofHours(1)));
    assertThat(request.kafka()).isEqualTo(ReportRequest.Kafka.ASK);
    assertThat(request.reload()).isEmpty();
  }

  @Test
  void aSpanHasTheHoursThatItTouches() {
    assertThat(report("--from", "2026-11-22T13:30:00Z", "--to", "2026-11-22T15", "--no-kafka"))
        .isZero();
    ReportRequest request = camus.operations.reports.get(0);
    assertThat(request.span().from()).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(request.span().hours()).isEqualTo(2);
    assertThat(request.kafka()).isEqualTo(ReportRequest.Kafka.SKIP);
    assertThat(report("--to", "2026-11-22T15", "--hours", "5")).isZero();
    assertThat(camus.operations.reports.get(1).span().from()).isEqualTo("2026-11-22T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "--hours 0, --hours 0: must be between 1 and 744",
    "--hours 745, must be between",
    "--from 2026-11-22T14 --hours 3, --hours cannot be used with --from",
    "--from 2026-11-22T14 --to 2026-11-22T14, --from must be before --to",
    "--from 2026-01-01T00 --to 2026-03-01T00, a report has at most 31 days",
    "--from yesterday, is not a time such as",
  })
  void wrongSpansAreRefused(String options, String sentence) {
    assertThat(report(options.split(" "))).isEqualTo(2);
    assertThat(camus.err()).contains(sentence);
    assertThat(camus.operations.reports).isEmpty();
  }

  @Test
  void programsGetADocument() {
    camus.operations.page = SyntheticReport.small();
    assertThat(report("--json")).isZero();
    assertThat(camus.out())
        .contains("\"verdict\" : \"NOT BALANCED\"", "\"file\" : \"" + out() + "\"", "\"gaps\" : [");
  }

  @ParameterizedTest
  @CsvSource({
    "--port 70000, --port 70000: must be between 0 and 65535",
    "--every 5, --every 5: must be a number with the unit",
    "--every 0s, --every 0s: must be at least 1s",
    "--hours 0, --hours 0: must be between",
    "--host no.such.host.invalid, --host no.such.host.invalid: no such host",
  })
  void aServerIsNotStartedWithWrongOptions(String options, String sentence) {
    assertThat(camus.executeWithSettings("serve", options.split(" "))).isEqualTo(2);
    assertThat(camus.err()).contains(sentence);
  }
}
