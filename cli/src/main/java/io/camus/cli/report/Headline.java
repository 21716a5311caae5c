package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.cli.page.Tone;

/**
 * The verdict of a report.
 *
 * @param tone how good it is
 * @param words the verdict in a few words, such as {@code NOT BALANCED}
 * @param sentence the rest, without a full stop
 */
public record Headline(Tone tone, String words, String sentence) {
  public Headline {
    requireNonNull(tone, "tone");
    requireNonNull(words, "words");
    requireNonNull(sentence, "sentence");
  }
}
