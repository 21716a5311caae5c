package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.config.Compatibility;
import io.camus.reading.SchemaHistory;
import io.camus.reading.SchemaHistory.Registered;
import io.camus.reading.SchemaHistory.Version;
import io.camus.reading.SchemaStep;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code camus schemas} for people: a table for each topic, with the changes below each version.
 */
public final class SchemasPage {
  private final DateTimeFormatter time;

  /** A version of the files, or the newest schema in the registry. */
  private record Row(
      String version, Optional<Version> files, Optional<SchemaStep> step, List<String> notes) {}

  private SchemasPage(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /**
   * All topics.
   *
   * @param zone of the times
   */
  public static Page of(List<SchemaHistory> topics, ZoneId zone) {
    SchemasPage page = new SchemasPage(zone);
    Page all = new Page();
    if (topics.isEmpty()) {
      return all.line(0, "The commit log has no topics yet.");
    }
    for (SchemaHistory topic : topics) {
      if (!all.isEmpty()) {
        all.gap();
      }
      page.add(all, topic);
    }
    warnings(all, topics);
    return all.gap().place("times", "in " + zone + ", when the run began that brought the version");
  }

  private void add(Page page, SchemaHistory topic) {
    long files = topic.versions().stream().mapToLong(it -> it.seen().files()).sum();
    page.heading(
        topic.topic()
            + ": "
            + (topic.versions().isEmpty()
                ? "no files with a schema"
                : count(topic.versions().size(), "version") + " in " + count(files, "file")));
    List<Row> rows = rows(topic);
    if (!rows.isEmpty()) {
      page.add(table(rows).table(2));
    }
    topic
        .registered()
        .filter(it -> it.version().isPresent())
        .ifPresent(
            it ->
                page.detail("registry", "its newest schema is version " + it.version().getAsInt()));
    if (topic.others() > 0) {
      page.notice(count(topic.others(), "file") + " without a schema, or moved or deleted");
    }
  }

  /** Why the registry could not be used: each reason once, with all of its topics. */
  private static void warnings(Page page, List<SchemaHistory> topics) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    topics.forEach(
        topic ->
            topic
                .registryFailure()
                .ifPresent(
                    why ->
                        byReason.computeIfAbsent(why, it -> new ArrayList<>()).add(topic.topic())));
    if (!byReason.isEmpty()) {
      page.gap();
    }
    byReason.forEach(
        (why, names) -> {
          String of = names.size() == topics.size() ? "" : String.join(", ", names) + ": ";
          page.item(0, Tone.WARNING, "warning:", of + why);
        });
  }

  private List<Row> rows(SchemaHistory topic) {
    List<Row> rows = new ArrayList<>();
    topic
        .versions()
        .forEach(
            it ->
                rows.add(
                    new Row(
                        Integer.toString(it.number()),
                        Optional.of(it),
                        it.step(),
                        notes(it.step()))));
    topic
        .registered()
        .filter(it -> it.version().isEmpty())
        .map(Registered::step)
        .ifPresent(step -> rows.add(new Row("registry", Optional.empty(), step, notes(step))));
    return rows;
  }

  private Columns<Row> table(List<Row> rows) {
    return Columns.of(rows)
        .left("version", Row::version)
        .left("since", it -> it.files().map(this::since).orElse("no file yet"))
        .left("run", it -> it.files().map(row -> row.seen().run().value()).orElse("-"))
        .ifRoom()
        .right("files", it -> it.files().map(row -> count(row.seen().files())).orElse("-"))
        .right("records", it -> it.files().map(row -> count(row.seen().records())).orElse("-"))
        .left("readers", it -> it.step().map(step -> word(step.compatibility())).orElse("-"))
        .tone(it -> it.step().map(step -> tone(step.compatibility())).orElse(Tone.PLAIN))
        .notes(Row::notes);
  }

  private String since(Version version) {
    return time.format(version.seen().run().startedAt());
  }

  private static String word(Compatibility compatibility) {
    return compatibility.name().toLowerCase(Locale.ROOT);
  }

  private static Tone tone(Compatibility compatibility) {
    return switch (compatibility) {
      case FULL -> Tone.GOOD;
      case BACKWARD, FORWARD -> Tone.WARNING;
      case NONE -> Tone.BAD;
    };
  }

  private static List<String> notes(Optional<SchemaStep> step) {
    if (step.isEmpty()) {
      return List.of();
    }
    List<String> notes = new ArrayList<>(step.get().changes());
    if (notes.isEmpty()) {
      notes.add("no change that readers see");
    }
    notes.addAll(step.get().breaks(Compatibility.FULL));
    return notes;
  }
}
