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
  private ConnectFailure() {}

  /** The reason of a failure, whatever it is wrapped in; its own message if it has another kind. */
  public static String words(IOException failure) {
    for (Throwable cause : RootCause.chain(failure).toList()) {
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
    }
    if (failure instanceof ConnectException && failure.getMessage() == null) {
      return "connection refused";
    }
    return RootCause.line(failure);
  }
}
