package io.camus.store;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The modes of new files and directories, which the process's umask restricts further.
 *
 * @param umask permissions to remove, as in {@code 027}; 0 leaves it to the process
 */
record NewModes(int umask) {
  private static final int FILE = 0666;
  private static final int DIRECTORY = 0777;

  NewModes {
    if (umask < 0 || umask > DIRECTORY) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "umask %o is not one of 0 to 777", umask));
    }
  }

  FileAttribute<?>[] ofFile() {
    return attributes(FILE);
  }

  FileAttribute<?>[] ofDirectory() {
    return attributes(DIRECTORY);
  }

  private FileAttribute<?>[] attributes(int mode) {
    // Without an attribute, for file systems without modes.
    return umask == 0
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode & ~umask))};
  }

  /** {@link PosixFilePermission} lists the nine bits of a mode from the highest to the lowest. */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] bits = PosixFilePermission.values();
    for (int i = 0; i < bits.length; i++) {
      if ((mode & (1 << (bits.length - 1 - i))) != 0) {
        permissions.add(bits[i]);
      }
    }
    return permissions;
  }
}
