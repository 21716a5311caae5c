package io.camus.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A principal and the keytab to log it in with.
 *
 * @param principal with its realm, or of the default realm; {@code _HOST} stands for this host
 * @param keytab a local file
 */
public record KerberosLogin(String principal, Path keytab) {

  /**
   * The login among settings that are not all there yet, since the rest is in a file that can only
   * be read after it. Empty if it is missing or wrong, about which {@link CamusConfig#parse} has
   * more to say.
   */
  public static Optional<KerberosLogin> among(Map<String, String> settings) {
    Map<String, String> canonical = new TreeMap<>();
    settings.forEach((key, value) -> canonical.put(KeyCatalog.canonicalName(key), value));
    try {
      return of(new Given(canonical, Map.of(), Map.of(), Map.of()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<KerberosLogin> of(Given given) {
    return given
        .value(KerberosKeys.PRINCIPAL)
        .flatMap(
            principal ->
                given
                    .value(KerberosKeys.KEYTAB)
                    .map(keytab -> new KerberosLogin(principal, keytab)));
  }
}
