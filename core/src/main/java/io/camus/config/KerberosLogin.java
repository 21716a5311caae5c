package io.camus.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A principal and its keytab.
 *
 * @param principal with its realm, or of the default realm; {@code _HOST} is replaced by this host
 * @param keytab a local file
 */
public record KerberosLogin(String principal, Path keytab) {
  static final KeyGroup KEYS =
      new KeyGroup("Kerberos", "Login to a Hadoop cluster that requires Kerberos.");

  private static final Key<String> PRINCIPAL =
      KEYS.optional("camus.kerberos.principal", KeyType.TEXT)
          .defaultMeans("the ticket from kinit, or the launcher's tokens")
          .means(
              "Principal to log in as, such as camus@EXAMPLE.COM or camus/_HOST@EXAMPLE.COM."
                  + " Requires camus.kerberos.keytab.");

  private static final Key<Path> KEYTAB =
      KEYS.optional("camus.kerberos.keytab", KeyType.TEXT.map(KerberosLogin::localPath))
          .means("Local keytab file of the principal. Only the driver reads it; tasks get tokens.");

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
