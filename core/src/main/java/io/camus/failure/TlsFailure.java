package io.camus.failure;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a TLS handshake failed. */
public enum TlsFailure {
  /** The server's certificate is not signed by a trusted authority. */
  UNTRUSTED("the server's certificate is not signed by a trusted authority"),
  /** The server's certificate is for another host name. */
  OTHER_HOST("the server's certificate is for another host name"),
  /** The server's certificate has expired or is not yet valid. */
  OUT_OF_DATE("the server's certificate has expired or is not yet valid"),
  /** The server rejects our certificate, or requires one. */
  REFUSED("the server ended the handshake: it may require a client certificate, or reject ours"),
  /** Anything else. */
  OTHER("the TLS handshake failed");

  private final String words;

  TlsFailure(String words) {
    this.words = words;
  }

  /** The description, without advice. */
  public String words() {
    return words;
  }

  /** The reason of a failure; empty if it is not about TLS. */
  public static Optional<TlsFailure> of(Throwable failure) {
    List<Throwable> chain = RootCause.chain(failure).toList();
    if (chain.stream().noneMatch(SSLException.class::isInstance)) {
      return Optional.empty();
    }
    if (has(chain, CertificateExpiredException.class)
        || has(chain, CertificateNotYetValidException.class)) {
      return Optional.of(OUT_OF_DATE);
    }
    if (has(chain, CertPathBuilderException.class)
        || has(chain, CertPathValidatorException.class)) {
      return Optional.of(UNTRUSTED);
    }
    if (has(chain, CertificateException.class)
        && says(chain, "no subject alternative", "no name")) {
      return Optional.of(OTHER_HOST);
    }
    return Optional.of(says(chain, "received fatal alert") ? REFUSED : OTHER);
  }

  private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }

  /** Exceptions about a wrong host name differ only in their messages. */
  private static boolean says(List<Throwable> chain, String... phrases) {
    return chain.stream()
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> Stream.of(phrases).anyMatch(message::contains));
  }
}
