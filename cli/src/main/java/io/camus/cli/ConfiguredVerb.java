package io.camus.cli;

import io.camus.cli.terminal.Terminal;
import io.camus.model.ConfigurationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that works with a configuration. Calling it returns its exit code. */
abstract class ConfiguredVerb implements Callable<Integer> {
  /** After the verb's own options, which are in the order of its fields. */
  static final int LAST = 1;

  final Context context;

  @Mixin SettingsOptions settings;

  @Option(
      names = {"-v", "--verbose"},
      order = LAST,
      description = "Log more, and print stack traces of failures.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      order = LAST,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  ConfiguredVerb(Context context) {
    this.context = context;
  }

  Operations operations() {
    return context.operations();
  }

  Terminal terminal() {
    return context.terminal();
  }

  static void refuseIf(boolean wrong, String why) {
    if (wrong) {
      throw new ConfigurationException(why);
    }
  }
}
