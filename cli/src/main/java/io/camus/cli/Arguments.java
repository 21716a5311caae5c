package io.camus.cli;

import io.camus.cli.terminal.ColorWish;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments, with their verb: {@code -P job.properties} is a run, and so is everything after
 * the main class of the original Camus, which users of {@code hadoop jar} have in their scripts;
 * {@code help plan} is {@code plan --help}, and {@code version} is an option.
 */
final class Arguments {
  private static final String ORIGINAL = "com.linkedin.camus.etl.kafka.CamusJob";
  private static final String RUN = "run";
  private static final String HELP = "--help";

  /** The spelling that other commands use. */
  private static final String COLOR = ColorWish.OPTION + "=";

  private static final List<String> SETTINGS = List.of("-P", "-p", "-D");

  private Arguments() {}

  static String[] withVerb(String... typed) {
    List<String> arguments = new ArrayList<>();
    for (String word : typed) {
      if (word.startsWith(COLOR)) {
        arguments.addAll(List.of(ColorWish.OPTION, word.substring(COLOR.length())));
      } else {
        arguments.add(word);
      }
    }
    if (!arguments.isEmpty() && arguments.get(0).equals(ORIGINAL)) {
      arguments.set(0, RUN);
    } else if (!arguments.isEmpty() && SETTINGS.stream().anyMatch(arguments.get(0)::startsWith)) {
      arguments.add(0, RUN);
    } else if (arguments.equals(List.of("version"))) {
      arguments.set(0, "--version");
    } else if (!arguments.isEmpty() && arguments.get(0).equals("help")) {
      arguments.remove(0);
      arguments.add(Math.min(1, arguments.size()), HELP);
    }
    return arguments.toArray(String[]::new);
  }
}
