package io.camus.cli.view;

import io.camus.reading.SchemaHistory;
import io.camus.reading.SchemaHistory.Registered;
import io.camus.reading.SchemaHistory.Version;
import io.camus.reading.SchemaStep;
import io.camus.report.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code camus schemas --json} prints: field names as in {@link SchemaHistory}. */
public final class SchemasJson {
  private SchemasJson() {}

  /** A topic. */
  public static Json of(SchemaHistory topic) {
    return new Json()
        .put("topic", topic.topic())
        .put("versions", topic.versions(), SchemasJson::version)
        .put("others", topic.others())
        .put("registered", topic.registered().map(SchemasJson::registered))
        .put("registryFailure", topic.registryFailure());
  }

  private static Json version(Version version) {
    return step(
        new Json()
            .put("version", version.number())
            .put("run", version.seen().run())
            .put("since", version.seen().run().startedAt())
            .put("record", version.seen().record())
            .put("files", version.seen().files())
            .put("records", version.seen().records())
            .put("firstEvent", Instant.ofEpochMilli(version.seen().firstEventMillis()))
            .put("example", version.seen().example())
            .put("schema", version.seen().schema()),
        version.step());
  }

  private static Json registered(Registered registered) {
    return step(
        new Json()
            .put(
                "version",
                registered.version().isPresent()
                    ? Optional.of(registered.version().getAsInt())
                    : Optional.empty())
            .put("schema", registered.schema()),
        registered.step());
  }

  private static Json step(Json document, Optional<SchemaStep> step) {
    return document
        .put("changes", step.map(SchemaStep::changes).orElse(List.of()))
        .put("compatibility", step.map(SchemaStep::compatibility))
        .put("backwardBreaks", step.map(SchemaStep::backwardBreaks).orElse(List.of()))
        .put("forwardBreaks", step.map(SchemaStep::forwardBreaks).orElse(List.of()));
  }
}
