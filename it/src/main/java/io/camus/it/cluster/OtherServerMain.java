package io.camus.it.cluster;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The process of a server that knows nothing of its parent and yet ends with it (see {@link
 * ProcessGuard}).
 */
public final class OtherServerMain {
  private OtherServerMain() {}

  /**
   * Runs the server.
   *
   * @param args its class, then its own arguments
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    ProcessGuard.watch(System.in);
    String[] own = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      System.exit(1);
    }
  }
}
