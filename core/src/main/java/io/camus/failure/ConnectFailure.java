package io.camus.failure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Describes why a connection could not be established. */
public final class ConnectFailure {
  private ConnectFailure() {}

  /** The reason of a failure, even if wrapped; its own message for other kinds. */
  public static String words(IOException failure) {
    for (Throwable cause : RootCause.chain(failure).toList()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
      if (cause instanceof NoRouteToHostException) {
        return "no route to host";
      }
      if (cause instanceof SocketTimeoutException) {
        return "no answer on the port (firewall?)";
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
