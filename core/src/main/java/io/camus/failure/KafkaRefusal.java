package io.camus.failure;

import io.camus.model.SourceException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Describes why a Kafka client could not be created or was refused. It never repeats the client's
 * messages about a login configuration, since they may quote it.
 */
public final class KafkaRefusal {
  private KafkaRefusal() {}

  /** Why the brokers refuse a client, and what to do; empty for other failures. */
  public static Optional<String> reason(Throwable failure) {
    if (failure instanceof AuthorizationException) {
      return Optional.of(
          String.format(
              Locale.ROOT, "%s; grant the client's user access", oneLine(failure.getMessage())));
    }
    if (!(failure instanceof AuthenticationException)) {
      return Optional.empty();
    }
    return Optional.of(
        TlsFailure.of(failure)
            .map(
                tls ->
                    String.format(
                        Locale.ROOT, "%s (%s); %s", tls.words(), root(failure), advice(tls)))
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "%s; check kafka.security.protocol and the user, the password and the"
                            + " mechanism in kafka.sasl.*",
                        oneLine(failure.getMessage()))));
  }

  /** Why a client could not be created. */
  public static String ofMaking(RuntimeException failure) {
    String root = root(failure);
    if (root.startsWith("No resolvable bootstrap urls")) {
      return "unknown host: none of the broker names can be resolved";
    }
    return isOfLogin(failure) ? "its login configuration, kafka.sasl.jaas.config, is wrong" : root;
  }

  /**
   * The exception for a client that could not be created. It has no cause if that might quote a
   * login configuration.
   *
   * @param client which client, and its brokers
   * @param wrong what to correct
   */
  public static SourceException noClient(String client, String wrong, RuntimeException failure) {
    return new SourceException(
        String.format(
            Locale.ROOT, "cannot create %s: %s; correct %s", client, ofMaking(failure), wrong),
        isOfLogin(failure) ? null : failure);
  }

  private static boolean isOfLogin(RuntimeException failure) {
    return root(failure).toLowerCase(Locale.ROOT).contains("jaas");
  }

  private static String advice(TlsFailure failure) {
    return switch (failure) {
      case UNTRUSTED ->
          "set kafka.ssl.truststore.location or kafka.ssl.truststore.certificates to the brokers'"
              + " certificate authority";
      case OTHER_HOST ->
          "use the names in the certificates for kafka.brokers and advertised.listeners, or reissue"
              + " the certificates with these names";
      case OUT_OF_DATE -> "renew the broker's certificate, or correct the clock of this host";
      case REFUSED ->
          "check kafka.ssl.keystore.*, the brokers' trust store, and kafka.ssl.enabled.protocols";
      case OTHER -> "check kafka.security.protocol and kafka.ssl.*";
    };
  }

  private static String root(Throwable failure) {
    Throwable root = RootCause.root(failure);
    return root.getMessage() == null ? root.getClass().getSimpleName() : oneLine(root.getMessage());
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
