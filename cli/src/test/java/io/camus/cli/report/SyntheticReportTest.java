package io.camus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.html.ReportHtml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SyntheticReportTest {
  @Test
  void theReportThatThePageIsMeasuredWithHasTheSizeThatItClaims() {
    Report report = SyntheticReport.large();

    assertThat(report.topics()).hasSize(500).allSatisfy(it -> assertThat(it.hours()).hasSize(72));
    assertThat(report.positions().orElseThrow().lines()).hasSize(4_000);
    assertThat(report.runs().rows()).hasSize(288);
    assertThat(report.files().rows()).hasSize(20_000);
    assertThat(SyntheticReport.small().topics()).hasSize(8);
    assertThat(SyntheticReport.empty().topics()).isEmpty();
  }

  @Test
  void everyReportBecomesAPage() throws IOException {
    for (Report report :
        new Report[] {SyntheticReport.small(), SyntheticReport.empty(), SyntheticReport.large()}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      ReportHtml.write(report, out);

      assertThat(out.toString("UTF-8")).startsWith("<!doctype html>").contains("</html>");
    }
  }
}
