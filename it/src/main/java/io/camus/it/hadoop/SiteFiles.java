package io.camus.it.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A client's {@code HADOOP_CONF_DIR} directory. */
final class SiteFiles {
  private SiteFiles() {}

  /** Writes each key to its usual file. */
  static void write(Path directory, Map<String, String> settings) throws IOException {
    Files.createDirectories(directory);
    for (String part : new String[] {"core", "hdfs", "mapred", "yarn"}) {
      Configuration site = new Configuration(false);
      settings.forEach(
          (key, value) -> {
            if (part.equals(part(key))) {
              site.set(key, value);
            }
          });
      try (OutputStream out = Files.newOutputStream(directory.resolve(part + "-site.xml"))) {
        site.writeXml(out);
      }
    }
  }

  private static String part(String key) {
    if (key.startsWith("dfs.")) {
      return "hdfs";
    }
    if (key.startsWith("mapreduce.") || key.startsWith("yarn.app.mapreduce.")) {
      return "mapred";
    }
    return key.startsWith("yarn.") ? "yarn" : "core";
  }
}
