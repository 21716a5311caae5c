package io.camus.it.soak;

import java.nio.file.Path;

/** Where the runs of a soak are, and where their files go. */
sealed interface Site {
  /** The local disk. */
  record LocalDisk() implements Site {
    @Override
    public String toString() {
      return "the local disk";
    }
  }

  /**
   * HDFS and YARN.
   *
   * @param libraries the jars of Hadoop's servers
   */
  record Yarn(Path libraries) implements Site {
    @Override
    public String toString() {
      return "HDFS and YARN";
    }
  }

  /**
   * S3Proxy, an object store.
   *
   * @param libraries its jars
   */
  record S3(Path libraries) implements Site {
    @Override
    public String toString() {
      return "S3 (S3Proxy)";
    }
  }
}
