package io.camus.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A principal and the keytab to log it in with.
 *
 * @param principal with its realm, or of the default realm; {@code _HOST} stands for this host
 * @param keytab a local file
 */
public record KerberosLogin(String principal, Path keytab) {
  static final KeyGroup KEYS =
      new KeyGroup("Kerberos", "Who Camus is to a Hadoop that asks for Kerberos.");

  private static final Key<String> PRINCIPAL =
      KEYS.optional("camus.kerberos.principal", KeyType.TEXT)
          .defaultMeans("the user who ran kinit, or the launcher's tokens")
          .means(
              "The principal to log in as, like camus@EXAMPLE.COM or camus/_HOST@EXAMPLE.COM; needs"
                  + " camus.kerberos.keytab.");

  private static final Key<Path> KEYTAB =
      KEYS.optional("camus.kerberos.keytab", KeyType.TEXT.map(KerberosLogin::localPath))
          .means(
              "The local file with the principal's key. The driver alone reads it; tasks get"
                  + " tokens.");

  static {
    KEYS.together(
        "camus.kerberos.principal and camus.kerberos.keytab",
        PRINCIPAL,
        "principal",
        KEYTAB,
        "keytab");
  }

  static Optional<KerberosLogin> of(ParsedSettings settings) {
    return settings.has(PRINCIPAL) && settings.has(KEYTAB)
        ? Optional.of(new KerberosLogin(settings.value(PRINCIPAL), settings.value(KEYTAB)))
        : Optional.empty();
  }

  private static Path localPath(String text) {
    KeyType.check(
        !text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*"), "must be a local path, without a scheme");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a local path", e);
    }
  }
}
