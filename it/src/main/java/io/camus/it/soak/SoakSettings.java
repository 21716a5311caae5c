package io.camus.it.soak;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of a soak.
 *
 * @param runs runs that may be killed
 * @param seed decides what is killed and when, and what is produced
 * @param rate messages a second
 * @param folder its working folder; new or empty
 * @param hadoopLibraries the jars of Hadoop's servers, to run on HDFS and YARN; empty: on the local
 *     disk
 */
record SoakSettings(int runs, long seed, int rate, Path folder, Optional<Path> hadoopLibraries) {

  SoakSettings {
    folder = folder.toAbsolutePath().normalize();
  }
}
