package io.camus.wiring;

import io.camus.convert.KafkaColumns;
import io.camus.model.PlugInException;
import io.camus.model.SchemaUnavailableException;
import io.camus.reading.SchemaHistory;

/** Compares the schemas of a topic's files with the registry's newest one. */
record RegisteredHistories(TopicPulls topics, SetupSchemas schemas) {

  /** A history with the registry's newest schema, or with the reason why that is unknown. */
  SchemaHistory with(SchemaHistory history) {
    try {
      return !topics.prospect(history.topic()).registered()
          ? history
          : schemas
              .newest(history.topic())
              .map(newest -> history.with(newest, KafkaColumns::removed))
              .orElse(history);
    } catch (SchemaUnavailableException e) {
      return history.without(e.getMessage());
    } catch (IllegalArgumentException | PlugInException e) {
      return history.without(e.getMessage()); // The settings of the topic are wrong.
    }
  }
}
