package io.camus.cli.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The content security policy of a page. */
final class Policy {
  private Policy() {}

  /**
   * Allows one style, one script and pictures in the page itself; nothing else is loaded, sent or
   * run.
   *
   * @param style the text of the only style
   * @param script the text of the only script
   * @param live whether the page may ask its own server whether it still answers
   */
  static String of(String style, String script, boolean live) {
    return "default-src 'none'; style-src "
        + hash(style)
        + "; script-src "
        + hash(script)
        + "; img-src data:; base-uri 'none'; form-action 'none'"
        + (live ? "; connect-src 'self'" : "");
  }

  /** {@code 'sha256-...'}. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
