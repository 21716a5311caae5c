package io.camus.it.soak;

import java.nio.file.Path;

/**
 * Settings of a soak.
 *
 * @param runs runs that may be killed
 * @param seed decides what is killed and when, and what is produced
 * @param rate messages a second
 * @param folder its working folder; new or empty
 * @param site where the runs are
 */
record SoakSettings(int runs, long seed, int rate, Path folder, Site site) {

  SoakSettings {
    folder = folder.toAbsolutePath().normalize();
  }
}
