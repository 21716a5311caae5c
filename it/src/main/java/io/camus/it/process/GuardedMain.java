package io.camus.it.process;

import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The process of a {@link ForeignServer}: runs its main class, and ends when its parent process is
 * gone (see {@link ProcessGuard}).
 */
public final class GuardedMain {
  private GuardedMain() {}

  /** The class path of this class. */
  public static Path ownCode() {
    try {
      return Path.of(GuardedMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts the guard, then the main class.
   *
   * @param args the main class, then its own arguments
   */
  public static void main(String[] args) throws Throwable {
    ProcessGuard.watch(System.in);
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, new Object[] {Arrays.copyOfRange(args, 1, args.length)});
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
