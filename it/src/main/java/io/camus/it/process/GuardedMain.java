package io.camus.it.process;

import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The process of a server that is not ours, as {@link ForeignServer} starts it: runs its main
 * class, and ends when the process that started it is gone (see {@link ProcessGuard}).
 */
public final class GuardedMain {
  private GuardedMain() {}

  /** What has to be on the class path of such a process besides the server. */
  public static Path ownCode() {
    try {
      return Path.of(GuardedMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Watches, and hands over.
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
