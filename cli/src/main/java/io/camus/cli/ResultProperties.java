package io.camus.cli;

import io.camus.config.AzkabanProperties;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A run's result as properties of a scheduler's job, {@code camus.result.messages=1003115}. Those
 * that do not belong to a topic are always set, possibly to an empty value, because a job that
 * refers to a missing one does not start. No value holds text that a scheduler might evaluate.
 */
final class ResultProperties {
  /** How the run ended, as a number. */
  static final String EXIT_CODE = AzkabanProperties.RESULT + "exit.code";

  /** {@code clicks.web}, {@code clicks.web-3@[0,12)}. */
  private static final Pattern PLACE =
      Pattern.compile("([A-Za-z0-9._-]+)-\\d+@.*|([A-Za-z0-9._-]+)");

  /** Places of problems that are no topics: of the job. */
  private static final Pattern JOB = Pattern.compile("job|job_.*");

  private final Map<String, String> properties = new TreeMap<>();

  private ResultProperties() {}

  /** Those of a run that has a summary. */
  static Map<String, String> of(RunSummary summary) {
    ResultProperties result = new ResultProperties();
    result.exit(summary.exitCode(), summary.status());
    result.put("run", summary.run().map(Object::toString).orElse(""));
    TopicSummary total = summary.total();
    result.put("messages", total.messages());
    result.put("bytes", total.bytes());
    result.put("files", total.files());
    result.put("rejected", total.rejected());
    result.put("skipped", total.skipped());
    result.put("lag", total.lag());
    result.put("held.back", total.heldBack());
    result.put(
        "topics",
        summary.topics().stream().map(TopicSummary::topic).collect(Collectors.joining(",")));
    result.put("topics.unfinished", String.join(",", unfinished(summary)));
    result.put(
        "watermark",
        text(
            summary.topics().stream()
                .flatMap(topic -> topic.lastEvent().stream())
                .min(Comparator.naturalOrder())));
    result.put(
        "complete.until",
        text(
            summary.completeness().stream().allMatch(topic -> topic.until().isPresent())
                ? summary.completeness().stream()
                    .flatMap(topic -> topic.until().stream())
                    .min(Comparator.naturalOrder())
                : Optional.empty()));
    summary.topics().forEach(result::topic);
    summary
        .completeness()
        .forEach(
            topic -> result.put("topic." + topic.topic() + ".complete.until", text(topic.until())));
    return result.properties;
  }

  /** Those of a run that failed before it had a summary. */
  static Map<String, String> of(ExitCode code) {
    ResultProperties result = new ResultProperties();
    result.exit(code, code.value());
    return result.properties;
  }

  private void exit(ExitCode code, int status) {
    properties.put(EXIT_CODE, Integer.toString(status));
    put("exit.state", code.name().toLowerCase(Locale.ROOT));
  }

  private void topic(TopicSummary topic) {
    String name = "topic." + topic.topic() + ".";
    put(name + "messages", topic.messages());
    put(name + "rejected", topic.rejected());
    put(name + "lag", topic.lag());
    put(name + "first.event", text(topic.firstEvent()));
    put(name + "watermark", text(topic.lastEvent()));
  }

  private void put(String name, long figure) {
    put(name, Long.toString(figure));
  }

  private void put(String name, String value) {
    properties.put(AzkabanProperties.RESULT + name, value);
  }

  /** Topics with records left in Kafka, or with a problem. */
  private static Set<String> unfinished(RunSummary summary) {
    Set<String> topics = new TreeSet<>();
    summary.topics().stream()
        .filter(topic -> topic.lag() > 0)
        .forEach(topic -> topics.add(topic.topic()));
    summary.problems().stream()
        .filter(problem -> problem.severity().fails())
        .forEach(problem -> topicOf(problem).ifPresent(topics::add));
    return topics;
  }

  private static Optional<String> topicOf(Problem problem) {
    Matcher place = PLACE.matcher(problem.where());
    if (!place.matches() || JOB.matcher(problem.where()).matches()) {
      return Optional.empty();
    }
    return Optional.of(place.group(1) != null ? place.group(1) : place.group(2));
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }
}
