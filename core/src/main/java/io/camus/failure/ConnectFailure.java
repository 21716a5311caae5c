package io.camus.failure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Why no connection could be made, in words for people. */
public final class ConnectFailure {
  private static final int DEEPEST = 50;

  private ConnectFailure() {}

  /** The reason of a failure, whatever it is wrapped in; its own message if it has another kind. */
  public static String words(IOException failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
      if (cause instanceof NoRouteToHostException) {
        return "no route to the host";
      }
      if (cause instanceof SocketTimeoutException) {
        return "the port does not answer (a firewall?)";
      }
      if (cause instanceof ConnectException
          && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("refused")) {
        return "connection refused";
      }
      cause = cause.getCause();
    }
    if (failure instanceof ConnectException && failure.getMessage() == null) {
      return "connection refused";
    }
    return RootCause.line(failure);
  }
}
