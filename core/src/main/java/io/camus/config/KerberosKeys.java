package io.camus.config;

import static io.camus.config.Reading.check;
import static io.camus.config.Reading.optionalText;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Who Camus is to a Hadoop that asks for Kerberos. */
final class KerberosKeys {

  static final Key<Optional<String>> PRINCIPAL =
      optionalText("camus.kerberos.principal")
          .defaultMeans("whoever has run kinit, or the launcher's tokens")
          .means(
              "The principal to log in as, like camus@EXAMPLE.COM or camus/_HOST@EXAMPLE.COM; needs"
                  + " camus.kerberos.keytab.");

  static final Key<Optional<Path>> KEYTAB =
      Key.of(
              "camus.kerberos.keytab",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(KerberosKeys::local))
          .defaultMeans("none")
          .means(
              "The local file with the principal's key. The driver alone reads it; tasks get"
                  + " tokens.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Kerberos",
          "Who Camus is to a Hadoop that asks for Kerberos.",
          List.of(PRINCIPAL, KEYTAB));

  private KerberosKeys() {}

  private static Path local(Object value) {
    String text = Reading.trimmed(value);
    check(!text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*"), "must be a local path, without a scheme");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a local path", e);
    }
  }
}
