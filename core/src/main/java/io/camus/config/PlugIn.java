package io.camus.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A plug-in of the directory of plug-ins.
 *
 * @param name of its jar or directory
 * @param jars its jars, in the order of its class path
 */
public record PlugIn(String name, List<Path> jars) {
  /** The system property with the path of the directory of plug-ins. */
  public static final String DIRECTORY = "camus.plugins";

  public PlugIn {
    jars = List.copyOf(jars);
  }

  /** The plug-in of a class loader; empty for that of the class path. */
  static Optional<PlugIn> of(ClassLoader loader) {
    return loader instanceof PluginLoaders.PluginLoader own
        ? Optional.of(own.plugIn())
        : Optional.empty();
  }
}
