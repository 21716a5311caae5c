package io.camus.run;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.setup.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of settings that have no effect, because they name a topic that the cluster has not. */
final class UnknownTopics {
  private UnknownTopics() {}

  /**
   * The plan with a notice for each of them.
   *
   * @param settingByTopic the topics that settings name, each with one of those settings
   */
  static Plan noticed(Plan plan, Map<String, String> settingByTopic) {
    Set<String> known =
        plan.lines().stream().map(line -> line.partition().topic()).collect(Collectors.toSet());
    List<Problem> notices =
        settingByTopic.entrySet().stream()
            .filter(named -> !known.contains(named.getKey()))
            .map(named -> notice(named.getKey(), named.getValue()))
            .toList();
    return new Plan(
        plan.splits(),
        plan.newPositions(),
        plan.lines(),
        Stream.concat(plan.problems().stream(), notices.stream()).toList());
  }

  private static Problem notice(String topic, String setting) {
    return new Problem(
        Severity.NOTICE,
        topic,
        "the cluster has no such topic, or it may not be read, but %s names it".formatted(setting));
  }
}
