package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Foreign keys in the same file: Hadoop's and Azkaban's. */
final class ForeignKeys {
  private static final String OF_A_JOB = "hadoop-conf.";
  private static final String INJECTED = "hadoop-inject.";

  private static final List<String> HADOOP =
      words(
          """
          mapreduce. mapred. yarn. dfs. fs. hadoop. io. ipc. ha. net. security. file. ftp. s3. nfs.
          rpc. tfile. map. adl. seq.
          """);

  private static final List<String> AZKABAN_PREFIXES =
      words("azkaban. env. jobtype. command. param. flow. obtain.");

  private static final Set<String> AZKABAN =
      Set.copyOf(
          words(
              """
              type alert.type command working.dir user.to.proxy job.class java.class main.args
              jvm.args classpath Xms Xmx method.run method.cancel dependencies retries retry.backoff
              failure.emails success.emails notify.emails execute.as.user should.proxy.user
              other_namenodes memCheck.enabled project.userWhitelist
              """));

  private ForeignKeys() {}

  static boolean isHadoop(String key) {
    return HADOOP.stream().anyMatch(key::startsWith);
  }

  static boolean isAzkaban(String key) {
    return AZKABAN.contains(key) || AZKABAN_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** Whether a key has one of Azkaban's job prefixes. */
  static boolean hasPrefix(String spelling) {
    return startsWith(spelling, OF_A_JOB) || startsWith(spelling, INJECTED);
  }

  /** A key without the prefix with which Azkaban's jobs pass it to Hadoop, in any case. */
  static String withoutPrefix(String spelling) {
    return startsWith(spelling, OF_A_JOB) ? spelling.substring(OF_A_JOB.length()) : spelling;
  }

  /** The Hadoop property that Azkaban adds to a job. */
  static Optional<String> injected(String spelling) {
    return startsWith(spelling, INJECTED)
        ? Optional.of(spelling.substring(INJECTED.length()))
        : Optional.empty();
  }

  private static boolean startsWith(String name, String prefix) {
    return name.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
