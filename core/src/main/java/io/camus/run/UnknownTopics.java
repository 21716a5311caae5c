package io.camus.run;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.setup.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells of settings that have no effect, because they name a topic that cannot be seen. */
final class UnknownTopics {
  private static final String WHITE_LIST = "kafka.whitelist.topics";

  private UnknownTopics() {}

  /**
   * The plan with a problem for each of them.
   *
   * @param settingByTopic the topics that settings name, each with one of those settings
   * @param hidden of some topics, those that we may not see
   */
  static Plan noticed(
      Plan plan,
      Map<String, String> settingByTopic,
      Function<Collection<String>, Set<String>> hidden) {
    Map<String, String> unknown = new TreeMap<>(settingByTopic);
    Set<String> known =
        plan.lines().stream().map(line -> line.partition().topic()).collect(Collectors.toSet());
    plan.problems().forEach(problem -> known.add(problem.where()));
    unknown.keySet().removeAll(known);
    unknown.entrySet().removeIf(named -> matches(named.getKey(), named.getValue(), known));
    if (unknown.isEmpty()) {
      return plan;
    }
    Set<String> secluded = hidden.apply(unknown.keySet());
    List<Problem> problems = new ArrayList<>(plan.problems());
    unknown.forEach(
        (topic, setting) ->
            problems.add(
                secluded.contains(topic) ? hidden(topic, setting) : absent(topic, setting)));
    return new Plan(plan.splits(), plan.newPositions(), plan.lines(), problems);
  }

  /** The dots of a name in the white list may also stand for other letters. */
  private static boolean matches(String name, String setting, Set<String> known) {
    return setting.equals(WHITE_LIST)
        && known.stream().anyMatch(topic -> Pattern.matches(name, topic));
  }

  private static Problem absent(String topic, String setting) {
    return new Problem(
        Severity.NOTICE,
        topic,
        String.format(Locale.ROOT, "the cluster has no such topic, but %s names it", setting));
  }

  private static Problem hidden(String topic, String setting) {
    return new Problem(
        Severity.OUTSIDE,
        topic,
        String.format(
            Locale.ROOT,
            "the client's user may not see this topic, if there is one, but %s names it: give the user"
                + " the right to (ACL operations Describe and Read), or take it out of the settings",
            setting));
  }
}
