package io.camus.config;

import static io.camus.config.KeyType.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** URLs of servers in settings: http or https, with a host, without credentials and query. */
public final class ServerUrl {
  private ServerUrl() {}

  /**
   * The type of a setting.
   *
   * @param example for messages
   * @param login what to set instead of a user and a password in the URL, for messages
   */
  public static KeyType<URI> type(String example, String login) {
    return KeyType.TEXT.map(text -> parse(text, example, login));
  }

  /** Whether a text is meant as the URL of a server. */
  static boolean isMeant(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException with the rule that the text breaks, without the text
   */
  static URI parse(String text, String example, String login) {
    try {
      URI url = new URI(text);
      check(isMeant(text), "must begin with http:// or https://, like " + example);
      check(url.getHost() != null, "needs a host, like " + example);
      check(url.getUserInfo() == null, "must not contain a user or a password; set " + login);
      check(
          url.getRawQuery() == null && url.getRawFragment() == null,
          "must end with its path; remove ? or # and everything after it");
      return url;
    } catch (URISyntaxException bad) {
      throw new IllegalArgumentException("must be a valid URL, like " + example, bad);
    }
  }
}
