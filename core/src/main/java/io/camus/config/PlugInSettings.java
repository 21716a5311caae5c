package io.camus.config;

import io.camus.spi.StorePath;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Plug-ins whose jars are on Hadoop's file systems. Their own keys and names come from the jars.
 */
final class PlugInSettings {
  static final KeyGroup KEYS =
      new KeyGroup(
          "Plug-ins", "Jars with plug-ins that the driver copies from Hadoop's file systems.");

  static final Key<StorePath> DIRECTORY =
      KEYS.optional("hdfs.default.classpath.dir", KeyType.PATH)
          .means(
              "Directory whose jars form one plug-in. A path without a scheme is on Hadoop's default"
                  + " file system. Subdirectories are not read.");

  static final Key<List<Pattern>> EXCLUDED =
      KEYS.key("cache.jar.filter.list", KeyType.PATTERNS, "")
          .means(
              "Regular expressions for files in hdfs.default.classpath.dir to leave out. Each must"
                  + " match the whole file name.");

  static final Key<List<StorePath>> JARS =
      KEYS.key(
              "hadoop.external.jarFiles",
              KeyType.LIST.map(paths -> paths.stream().map(KeyType::storePath).toList()),
              "")
          .means(
              "Comma-separated jars that form another plug-in. A path without a scheme is"
                  + " on Hadoop's default file system.");

  static {
    KEYS.refuse(
        settings -> settings.has(EXCLUDED) && !settings.has(DIRECTORY),
        "cache.jar.filter.list applies only to hdfs.default.classpath.dir; set that, or remove it");
  }

  private PlugInSettings() {}
}
