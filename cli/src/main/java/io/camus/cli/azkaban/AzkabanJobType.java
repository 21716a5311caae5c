package io.camus.cli.azkaban;

import java.util.List;

/** A type of Azkaban's jobs that can run Camus. */
enum AzkabanJobType {
  /** Any command. */
  COMMAND("command"),
  /** Any main class. */
  JAVA_PROCESS("javaprocess"),
  /** A class with a method {@code run}, on Azkaban's class path. */
  JAVA("java"),
  /** The same on Hadoop's class path, with tokens. */
  HADOOP_JAVA("hadoopJava");

  private final String name;

  AzkabanJobType(String name) {
    this.name = name;
  }

  /**
   * What a job of this type needs from the distribution: files, and directories with their content.
   */
  List<String> needs() {
    return switch (this) {
      case COMMAND -> List.of("bin", "conf", "lib");
      case JAVA_PROCESS -> List.of("conf", "lib");
      case JAVA, HADOOP_JAVA -> List.of("camus-job.jar");
    };
  }

  /** As Azkaban writes it. */
  @Override
  public String toString() {
    return name;
  }
}
