package io.camus.cli.view;

import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.commit.Layout;
import io.camus.complete.CompletionQuery.Answer;
import io.camus.config.CamusConfig;
import io.camus.config.OutputSettings;
import io.camus.model.ExitCode;
import io.camus.report.Json;
import io.camus.wiring.Wiring;
import java.util.Optional;

/** The end of {@code camus audit wait}. */
public final class BucketPage {
  private BucketPage() {}

  /** 0 complete, 3 not yet, 4 records may be missing. */
  public static ExitCode exitCode(Answer answer) {
    return switch (answer.state()) {
      case COMPLETE -> ExitCode.OK;
      case OPEN, UNTRACKED -> ExitCode.OUTSIDE;
      case UNPROVEN -> ExitCode.DATA;
    };
  }

  /**
   * For people.
   *
   * @param heldOpen why tiers that have to balance do not
   */
  public static Page of(
      CamusConfig config, String topic, Answer answer, Optional<String> heldOpen) {
    Layout layout = Wiring.layoutOf(config);
    Page page = new Page().gap();
    switch (answer.state()) {
      case COMPLETE -> page.verdict(Tone.GOOD, "COMPLETE", where(topic, answer));
      case UNPROVEN ->
          page.verdict(Tone.BAD, "NOT PROVEN", where(topic, answer))
              .paragraph(
                  2,
                  "The bucket is closed, but records may be missing: a position was set, or the"
                      + " topic was not tracked from its first record: it was pulled before"
                      + " camus.complete was set, or does not start there. camus audit explain"
                      + " shows the counts.");
      case OPEN ->
          page.verdict(Tone.WARNING, "NOT YET", where(topic, answer))
              .paragraph(
                  2,
                  answer
                      .until()
                      .map(until -> "The topic is complete up to " + until + ".")
                      .orElse("No bucket of the topic is complete yet."));
      case UNTRACKED ->
          page.verdict(Tone.WARNING, "NOT YET", where(topic, answer))
              .paragraph(2, "No run has pulled the topic since camus.complete was set.");
    }
    heldOpen.ifPresent(
        why ->
            page.paragraph(
                2,
                "Held open by camus.complete.tiers, as far as records are pulled: " + why + "."));
    return page.gap()
        .place(
            "files",
            config.value(OutputSettings.DESTINATION).child(topic + "/" + answer.directory()))
        .place("commit log", layout.commits());
  }

  private static String where(String topic, Answer answer) {
    return String.join(
        " ",
        topic,
        answer.directory() + ",",
        answer.begin().toString(),
        "to",
        answer.end().toString());
  }

  /** For programs. */
  public static Json json(String topic, Answer answer, Optional<String> heldOpen) {
    return new Json()
        .put("topic", topic)
        .put("state", Json.word(answer.state()))
        .put("directory", answer.directory())
        .put("begin", answer.begin())
        .put("end", answer.end())
        .put("until", answer.until())
        .put("heldOpen", heldOpen);
  }
}
