package io.camus.cli;

import io.camus.config.NearestName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was probably meant, in one sentence. */
final class WrongCall {
  /** Verbs of the sources' {@code ./camus}, which the archive does not have. */
  private static final Set<String> WITH_A_BROKER = Set.of("demo", "bench", "soak");

  private final ParameterException failure;
  private final Collection<String> verbs;
  private final List<String> arguments;

  /**
   * @param verbs that there are
   * @param arguments all that was typed
   */
  WrongCall(ParameterException failure, Collection<String> verbs, List<String> arguments) {
    this.failure = failure;
    this.verbs = verbs;
    this.arguments = arguments;
  }

  /** No verb at all. */
  static String noVerb(Collection<String> verbs) {
    return "no verb given: " + String.join(", ", verbs) + "; see camus --help";
  }

  String sentence() {
    CommandLine command = failure.getCommandLine();
    boolean ofVerb = command.getParent() != null;
    String name = ofVerb ? "camus " + command.getCommandName() : "camus";
    String what =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), ofVerb)
            : failure
                .getMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replace("option option", "option");
    return what + (what.endsWith("?") ? " See " : "; see ") + name + " --help";
  }

  private String unmatched(String word, boolean ofVerb) {
    if (ofVerb) {
      return unmatchedByVerb(word);
    }
    if (word.startsWith("-")) {
      return arguments.stream()
          .filter(verbs::contains)
          .findFirst()
          .map(verb -> "options come after the verb: camus " + verb + " " + word)
          .orElseGet(() -> unknownOption(word));
    }
    if (WITH_A_BROKER.contains(word)) {
      return String.format(
          Locale.ROOT,
          "%s needs demo/lib of the distribution, which is not here; unpack camus-*.tar.gz and run"
              + " bin/camus %s there",
          word,
          word);
    }
    return String.format(
        Locale.ROOT,
        "there is no verb \"%s\"%s (%s)",
        word,
        NearestName.hint(word, verbs),
        String.join(", ", verbs));
  }

  private String unmatchedByVerb(String word) {
    if (word.startsWith("-") && word.length() > 1) {
      return unknownOption(word);
    }
    if (verbs.contains(word)) {
      return "the verb comes first: camus " + word + " ...";
    }
    if (isFile(word)) {
      String verb = failure.getCommandLine().getCommandName();
      return "name a properties file with -P: camus " + verb + " -P " + word;
    }
    return word.contains("=")
        ? "set a key with -D: -D key=value"
        : "unexpected argument \"" + word + "\"";
  }

  private String unknownOption(String word) {
    Set<String> names = failure.getCommandLine().getCommandSpec().optionsMap().keySet();
    return "there is no option " + word + NearestName.hint(word, names);
  }

  /** Whether a word names a file rather than anything else. */
  static boolean isFile(String word) {
    try {
      return word.endsWith(".properties") || Files.isRegularFile(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
