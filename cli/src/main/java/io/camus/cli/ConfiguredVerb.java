package io.camus.cli;

import io.camus.model.ConfigurationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A verb that works with a configuration. Calling it returns its exit code. */
abstract class ConfiguredVerb implements Callable<Integer> {
  final Context context;

  @Mixin SettingsOptions settings;

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
