package io.camus.config;

import io.camus.spi.StorePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where plug-ins are on Hadoop's file systems. Each of the two places is one plug-in.
 *
 * @param directory its jars are the plug-in {@link #DIRECTORY}
 * @param excluded match the names of files in it that are not used
 * @param jars the jars of the plug-in {@link #JARS}, in the order of its class path
 */
public record RemotePlugIns(
    Optional<StorePath> directory, List<Pattern> excluded, List<StorePath> jars) {
  /** The key of the directory, and the name of its plug-in. */
  public static final String DIRECTORY = PlugInSettings.DIRECTORY.name();

  /** The key of the list of jars, and the name of its plug-in. */
  public static final String JARS = PlugInSettings.JARS.name();

  public RemotePlugIns {
    excluded = List.copyOf(excluded);
    jars = List.copyOf(jars);
  }

  /** Those of settings; empty if there are none. */
  static Optional<RemotePlugIns> of(ParsedSettings settings) {
    RemotePlugIns found =
        new RemotePlugIns(
            settings.optional(PlugInSettings.DIRECTORY),
            settings.value(PlugInSettings.EXCLUDED),
            settings.value(PlugInSettings.JARS));
    return found.directory.isEmpty() && found.jars.isEmpty()
        ? Optional.empty()
        : Optional.of(found);
  }
}
