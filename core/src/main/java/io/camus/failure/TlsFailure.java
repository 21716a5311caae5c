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

/** Why two sides could not agree to talk TLS. */
public enum TlsFailure {
  /** Nobody whom we trust has signed the server's certificate. */
  UNTRUSTED("the certificate of the server is not signed by an authority that is trusted here"),
  /** The server's certificate does not name the host that we asked for. */
  OTHER_HOST("the certificate of the server is for another host"),
  /** Today is not in the time for which the server's certificate holds. */
  OUT_OF_DATE("the certificate of the server has expired, or is not valid yet"),
  /** The server does not accept our certificate, or wants one. */
  REFUSED("the server ended the handshake: it may want a certificate of ours, or refuse it"),
  /** Anything else. */
  OTHER("the TLS handshake failed");

  private final String words;

  TlsFailure(String words) {
    this.words = words;
  }

  /** What is wrong, for people, without what to do. */
  public String words() {
    return words;
  }

  /** The reason of a failure; empty if that has nothing to do with TLS. */
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

  /** The kinds of a certificate that names another host differ in their messages only. */
  private static boolean says(List<Throwable> chain, String... phrases) {
    return chain.stream()
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> Stream.of(phrases).anyMatch(message::contains));
  }
}
