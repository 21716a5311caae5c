package io.camus.config;

import java.util.List;
import java.util.Set;

/** Keys that belong to others and travel in the same file: Hadoop's and Azkaban's. */
final class ForeignKeys {
  private static final List<String> HADOOP =
      List.of(
          "mapreduce.",
          "mapred.",
          "yarn.",
          "dfs.",
          "fs.",
          "hadoop.",
          "io.",
          "ipc.",
          "ha.",
          "net.",
          "security.",
          "file.",
          "ftp.",
          "s3.",
          "nfs.",
          "rpc.",
          "tfile.",
          "map.",
          "adl.",
          "seq.");

  private static final List<String> AZKABAN_PREFIXES =
      List.of("azkaban.", "env.", "jobtype.", "command.", "param.", "flow.", "obtain.");

  private static final Set<String> AZKABAN =
      Set.of(
          "type",
          "alert.type",
          "command",
          "working.dir",
          "user.to.proxy",
          "job.class",
          "java.class",
          "main.args",
          "jvm.args",
          "classpath",
          "Xms",
          "Xmx",
          "method.run",
          "method.cancel",
          "dependencies",
          "retries",
          "retry.backoff",
          "failure.emails",
          "success.emails",
          "notify.emails",
          "execute.as.user",
          "should.proxy.user",
          "other_namenodes",
          "memCheck.enabled",
          "project.userWhitelist");

  private ForeignKeys() {}

  static boolean isHadoop(String key) {
    return HADOOP.stream().anyMatch(key::startsWith);
  }

  static boolean isAzkaban(String key) {
    return AZKABAN.contains(key) || AZKABAN_PREFIXES.stream().anyMatch(key::startsWith);
  }
}
