package io.camus.failure;

import io.camus.model.SourceException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Why Kafka's client could not be made, or was not let in, in words for people. Nothing that the
 * client says of a login configuration is repeated, since it may quote it.
 */
public final class KafkaRefusal {
  private KafkaRefusal() {}

  /** Why the brokers do not talk to a client, and what to do; empty for any other failure. */
  public static Optional<String> reason(Throwable failure) {
    if (failure instanceof AuthorizationException) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s; give the client's user the right to it",
              oneLine(failure.getMessage())));
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

  /** Why there is no client at all. */
  public static String ofMaking(RuntimeException failure) {
    String root = root(failure);
    if (root.startsWith("No resolvable bootstrap urls")) {
      return "unknown host: no name of a broker can be resolved";
    }
    return isOfLogin(failure) ? "its login configuration, kafka.sasl.jaas.config, is wrong" : root;
  }

  /**
   * There is no client. A failure that may quote a login configuration is not the cause of this.
   *
   * @param client which one, and of which brokers
   * @param wrong what to correct
   */
  public static SourceException noClient(String client, String wrong, RuntimeException failure) {
    return new SourceException(
        String.format(
            Locale.ROOT, "cannot make %s: %s; correct %s", client, ofMaking(failure), wrong),
        isOfLogin(failure) ? null : failure);
  }

  private static boolean isOfLogin(RuntimeException failure) {
    return root(failure).toLowerCase(Locale.ROOT).contains("jaas");
  }

  private static String advice(TlsFailure failure) {
    return switch (failure) {
      case UNTRUSTED ->
          "set kafka.ssl.truststore.location, or kafka.ssl.truststore.certificates, to those of the"
              + " brokers' certificate authority";
      case OTHER_HOST ->
          "name the brokers in kafka.brokers and in their advertised.listeners as their"
              + " certificates do, or have the certificates made for these names";
      case OUT_OF_DATE -> "have the broker's certificate renewed, or the clock of this host set";
      case REFUSED ->
          "check kafka.ssl.keystore.* and what the brokers trust, and kafka.ssl.enabled.protocols";
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
