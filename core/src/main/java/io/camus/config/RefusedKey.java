package io.camus.config;

/**
 * A key of the original that this version does not serve.
 *
 * @param name its name, or a prefix with {@code *} at the end
 * @param instead what to do about it, one sentence
 */
public record RefusedKey(String name, String instead) {

  /** Whether a given key is this one, or one of those below it. */
  boolean matches(String key) {
    return name.endsWith("*")
        ? key.startsWith(name.substring(0, name.length() - 1))
        : key.equals(name);
  }
}
