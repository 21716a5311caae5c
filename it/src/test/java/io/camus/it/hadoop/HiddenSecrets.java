package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;

/** Bytes that nobody may read anywhere, in the forms in which they could be written. */
final class HiddenSecrets {
  private final List<String> forms = new ArrayList<>();

  /** Adds a user's keys. */
  HiddenSecrets keytab(String principal, Path keytab) {
    KerberosPrincipal owner = new KerberosPrincipal(principal);
    for (KerberosKey key : KeyTab.getInstance(owner, keytab.toFile()).getKeys(owner)) {
      add(key.getEncoded());
    }
    return this;
  }

  /** Adds the passwords of tokens. */
  HiddenSecrets tokens(Collection<Credentials> all) {
    for (Credentials credentials : all) {
      for (Token<?> token : credentials.getAllTokens()) {
        add(token.getPassword());
      }
    }
    return this;
  }

  private void add(byte[] secret) {
    if (secret.length < 8) {
      throw new IllegalArgumentException("too short to be looked for: " + secret.length);
    }
    String hex = HexFormat.of().formatHex(secret);
    forms.add(new String(secret, ISO_8859_1));
    forms.add(hex);
    forms.add(HexFormat.ofDelimiter(" ").formatHex(secret));
    // Without the last characters, which depend on what follows.
    forms.add(withoutEnd(Base64.getEncoder().encodeToString(secret)));
    forms.add(withoutEnd(Base64.getUrlEncoder().encodeToString(secret)));
  }

  private static String withoutEnd(String base64) {
    return base64.substring(0, base64.length() - 4);
  }

  /** How many secrets there are. */
  int count() {
    return forms.size() / 5;
  }

  /** The names of the texts that tell one; a character for each byte. */
  List<String> toldBy(Map<String, String> texts) {
    return texts.entrySet().stream()
        .filter(text -> forms.stream().anyMatch(text.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
  }
}
