package io.camus.reading;

import static java.util.Objects.requireNonNull;

import io.camus.config.Compatibility;
import io.camus.model.IncompatibleSchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * The schemas that further data of a topic may have, by {@code camus.schema.compatibility}. Schemas
 * of committed files are accepted. A newer one must be compatible with all of them. An older one,
 * as of a backlog, must be compatible with the newest. Which of two is newer only the registry
 * knows. Not thread-safe.
 */
public final class AcceptedSchemas {
  private static final int MOST_CHANGES = 5;

  private final String topic;
  private final Compatibility rule;
  private final List<Schema> versions;
  private final Supplier<Optional<Schema>> registry;
  private Optional<Schema> newest;

  /**
   * @param committed the schemas of committed files, the oldest first
   * @param newest the newest schema in the registry, which was already checked; empty if it has
   *     none
   * @param registry asks the registry for the newest schema again
   */
  public AcceptedSchemas(
      String topic,
      Compatibility rule,
      List<Schema> committed,
      Optional<Schema> newest,
      Supplier<Optional<Schema>> registry) {
    this.topic = requireNonNull(topic, "topic");
    this.rule = requireNonNull(rule, "rule");
    this.newest = requireNonNull(newest, "newest");
    this.registry = requireNonNull(registry, "registry");
    this.versions = new ArrayList<>(committed);
    newest.filter(it -> !committed.contains(it)).ifPresent(versions::add);
  }

  /**
   * Why a new schema must not be used for further files, and what to do; empty if it may.
   *
   * @param committed the schemas of committed files, the oldest first
   * @param before the newest schema before, which was accepted: its own breaks are not reported
   *     again
   */
  public static Optional<String> refusal(
      String topic,
      Compatibility rule,
      List<Schema> committed,
      Optional<Schema> before,
      Schema newer) {
    if (committed.contains(newer)) {
      return Optional.empty();
    }
    for (int i = 0; i < committed.size(); i++) {
      Schema older = committed.get(i);
      List<String> breaks = new ArrayList<>(SchemaStep.between(older, newer).breaks(rule));
      before.ifPresent(it -> breaks.removeAll(SchemaStep.between(older, it).breaks(rule)));
      if (!breaks.isEmpty()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "its newest schema is not %s compatible with version %d of its files: %s. Changes"
                    + " since version %d: %s. %s",
                word(rule),
                i + 1,
                breaks.get(0),
                committed.size(),
                changes(SchemaStep.between(committed.get(committed.size() - 1), newer)),
                advice(topic)));
      }
    }
    return Optional.empty();
  }

  private static String changes(SchemaStep step) {
    List<String> all = step.changes();
    String shown = String.join("; ", all.subList(0, Math.min(MOST_CHANGES, all.size())));
    return all.size() <= MOST_CHANGES
        ? shown
        : String.format(Locale.ROOT, "%s; and %d more", shown, all.size() - MOST_CHANGES);
  }

  private static String word(Compatibility rule) {
    return rule == Compatibility.FULL ? "fully" : rule.name().toLowerCase(Locale.ROOT);
  }

  private static String advice(String topic) {
    return String.format(
        Locale.ROOT,
        "Correct the schema in the registry, keep to another one with camus.output.schema.%1$s ="
            + " <schema id>, or accept it with camus.schema.compatibility.%1$s = none",
        topic);
  }

  /**
   * Accepts a schema, or refuses it.
   *
   * @throws IncompatibleSchemaException if data of this schema must not be added
   * @throws io.camus.model.SchemaUnavailableException if the registry does not answer
   */
  public void require(Schema met) {
    if (versions.contains(met)) {
      return;
    }
    Schema head = registry.get().orElse(met);
    if (!versions.contains(head)) {
      refusal(topic, rule, versions, newest, head)
          .ifPresent(
              why -> {
                throw new IncompatibleSchemaException(why);
              });
      versions.add(head);
    }
    newest = Optional.of(head);
    if (!head.equals(met)) {
      requireOlder(met, head);
      versions.add(met);
    }
  }

  private void requireOlder(Schema met, Schema head) {
    SchemaStep step = SchemaStep.between(met, head);
    List<String> breaks = step.breaks(rule);
    if (!breaks.isEmpty()) {
      throw new IncompatibleSchemaException(
          String.format(
              Locale.ROOT,
              "the next record has another schema than the newest one, which is not %s compatible"
                  + " with it: %s. Changes up to the newest: %s. %s",
              word(rule),
              breaks.get(0),
              changes(step),
              advice(topic)));
    }
  }
}
