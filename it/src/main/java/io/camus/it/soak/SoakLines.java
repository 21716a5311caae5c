package io.camus.it.soak;

import io.camus.it.check.Comparison;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A soak's output for people. */
final class SoakLines {
  private final PrintWriter out;

  SoakLines(PrintWriter out) {
    this.out = out;
  }

  void begin(SoakSettings settings, Path log) {
    line(
        String.format(
            Locale.ROOT,
            "soak of %d runs, seed %d, %,d messages a second, on %s",
            settings.runs(),
            settings.seed(),
            settings.rate(),
            settings.site()));
    line("output of the runs: " + log);
  }

  void progress(int run, FaultInjection disturbance, Duration time) {
    line(
        String.format(
            Locale.ROOT,
            "%4d runs, %d drivers and %d tasks killed, %s",
            run,
            disturbance.drivers(),
            disturbance.tasks(),
            spelled(time)));
  }

  void proving() {
    line(
        "the traffic has stopped; now camus verify --deep --against-kafka, then a comparison of"
            + " all messages");
  }

  void findings(Comparison.Result result) {
    line(result.toString().stripTrailing());
  }

  void end(SoakResult result) {
    line("");
    row("runs", result.runs() + 1);
    row("drivers killed", result.drivers());
    row("tasks killed", result.tasks());
    row("left alone", result.refused());
    row("runs adopted", result.adopted());
    row("messages", result.messages());
    row("dead letters", result.deadLetters());
    row("bytes", result.bytes());
    row("lost", result.lost());
    row("doubled", result.doubled());
    row("altered", result.altered());
    row("verify's exit code", result.verified());
    line(String.format(Locale.ROOT, "%-20s %14s", "wall time", spelled(result.time())));
    line("");
    line(result.isGood() ? "OK: every message exactly once" : "SOMETHING IS WRONG");
  }

  private void row(String name, long value) {
    line(String.format(Locale.ROOT, "%-20s %,14d", name, value));
  }

  private static String spelled(Duration time) {
    return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }
}
