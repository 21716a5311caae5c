package io.camus.it.cluster;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The process of a {@link ForeignServer}: runs a main class that is not ours, and ends when the
 * process that started it is gone (see {@link ProcessGuard}).
 */
public final class GuardedMain {
  private GuardedMain() {}

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
