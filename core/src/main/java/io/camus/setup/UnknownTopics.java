package io.camus.setup;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reports settings without effect, because their topic is not visible or their pattern matches
 * none.
 */
public final class UnknownTopics {
  private static final String WHITE_LIST = "kafka.whitelist.topics";

  private UnknownTopics() {}

  /**
   * A problem for each of them.
   *
   * @param known the visible topics
   * @param settingByTopic the topics that settings name, each with one of those settings
   * @param whiteList patterns of topics to pull
   * @param hidden returns those of some topics that we may not see
   */
  public static List<Problem> problems(
      Set<String> known,
      Map<String, String> settingByTopic,
      List<Pattern> whiteList,
      Function<Collection<String>, Set<String>> hidden) {
    Map<String, String> unknown = new TreeMap<>(settingByTopic);
    unknown.keySet().removeAll(known);
    unknown.entrySet().removeIf(named -> matches(named.getKey(), named.getValue(), known));
    Set<String> secluded = unknown.isEmpty() ? Set.of() : hidden.apply(unknown.keySet());
    List<Problem> problems = new ArrayList<>();
    unknown.forEach(
        (topic, setting) ->
            problems.add(
                secluded.contains(topic) ? hidden(topic, setting) : absent(topic, setting)));
    whiteList.stream()
        .filter(pattern -> known.stream().noneMatch(topic -> pattern.matcher(topic).matches()))
        .filter(pattern -> unknown.keySet().stream().noneMatch(it -> pattern.matcher(it).matches()))
        .map(UnknownTopics::unmatched)
        .forEach(problems::add);
    return problems;
  }

  private static Problem unmatched(Pattern pattern) {
    return new Problem(
        Severity.NOTICE,
        WHITE_LIST,
        String.format(
            Locale.ROOT, "the cluster has no topic that matches \"%s\"", pattern.pattern()));
  }

  /** A dot in a whitelist name also matches other characters. */
  private static boolean matches(String name, String setting, Set<String> known) {
    return setting.equals(WHITE_LIST)
        && known.stream().anyMatch(topic -> Pattern.matches(name, topic));
  }

  private static Problem absent(String topic, String setting) {
    return new Problem(
        setting.equals(WHITE_LIST) ? Severity.WARNING : Severity.NOTICE,
        topic,
        String.format(Locale.ROOT, "the cluster has no such topic, but %s names it", setting));
  }

  private static Problem hidden(String topic, String setting) {
    return new Problem(
        Severity.OUTSIDE,
        topic,
        String.format(
            Locale.ROOT,
            "the client's user cannot see this topic, if it exists, but %s names it: grant the user"
                + " ACL operations Describe and Read, or remove it from the settings",
            setting));
  }
}
