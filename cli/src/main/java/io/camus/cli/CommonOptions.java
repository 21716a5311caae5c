package io.camus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options that every verb of this module has. */
final class CommonOptions {
  private static final String MIXIN = "common";

  @Option(
      names = {"-v", "--verbose"},
      description = "More of the log, and stack traces of failures.")
  private boolean verbose;

  /** Only picocli looks at it. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  static void addTo(CommandLine verb) {
    verb.addMixin(MIXIN, new CommonOptions());
  }

  /** Whether stack traces were asked for. */
  static boolean verbose(CommandLine verb) {
    return verb.getMixins().get(MIXIN) instanceof CommonOptions options && options.verbose;
  }
}
