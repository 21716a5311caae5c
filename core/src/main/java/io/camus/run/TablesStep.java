package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.model.Problem;
import io.camus.spi.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of topics, before the pull and after publishing. */
public interface TablesStep {

  /**
   * Prepares the tables of topics for the data of a run.
   *
   * @param begin where tables begin that do not follow the log yet
   * @return what was found, by topic; a topic with a failure cannot be pulled
   * @throws IOException if the store fails
   */
  Map<String, Problem> prepare(Set<String> topics, Table.Position begin) throws IOException;

  /**
   * Appends the files of published records. Idempotent; other runs may do the same concurrently.
   *
   * @return tables that could not follow
   */
  List<Problem> follow(CommitLog log);
}
