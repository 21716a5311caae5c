package io.camus.offsets;

import io.camus.model.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A user's selection of topics: names, or regular expressions that match whole names. Empty means
 * all.
 *
 * @param names the given names
 * @param patterns the same as expressions
 */
public record TopicSelection(List<String> names, List<Pattern> patterns)
    implements Predicate<String> {
  public TopicSelection {
    names = List.copyOf(names);
    patterns = List.copyOf(patterns);
  }

  /**
   * A selection.
   *
   * @throws ConfigurationException if one is not a regular expression
   */
  public static TopicSelection of(List<String> names) {
    return new TopicSelection(names, names.stream().map(TopicSelection::pattern).toList());
  }

  private static Pattern pattern(String name) {
    try {
      return Pattern.compile(name);
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "--topic %s is neither a topic's name nor a regular expression: %s",
              name,
              e.getDescription()),
          e);
    }
  }

  @Override
  public boolean test(String topic) {
    return names.isEmpty()
        || names.contains(topic)
        || patterns.stream().anyMatch(pattern -> pattern.matcher(topic).matches());
  }
}
