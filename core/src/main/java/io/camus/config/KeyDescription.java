package io.camus.config;

import java.util.List;

/**
 * What people are told of one key.
 *
 * @param group the area it belongs to
 * @param name its name
 * @param type {@code string}, {@code list}, {@code boolean}, ...
 * @param defaultValue what holds if it is not given: a value, or words; {@code required} if it must
 *     be given
 * @param meaning one or two sentences
 * @param legacyNames other accepted spellings
 * @param perTopic whether {@code <name>.<topic>} overrides it
 */
public record KeyDescription(
    String group,
    String name,
    String type,
    String defaultValue,
    String meaning,
    List<String> legacyNames,
    boolean perTopic) {
  public KeyDescription {
    legacyNames = List.copyOf(legacyNames);
  }
}
