package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB reads what runs have written, as the guide says. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class DuckDbIT {
  @TempDir Path folder;
  private String topic;
  private Job job;

  /** Two hours and a bit. */
  @BeforeEach
  void send(Cluster cluster) {
    topic = cluster.topic("duck", 2);
    job = new Job(cluster, folder).topic(topic, Form.JSON);
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, 2, 0, 8_000);
    }
  }

  private void run() throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
  }

  /** The rows of the last statement, their cells separated by blanks. */
  static List<String> query(String... statements) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < statements.length - 1; i++) {
        statement.execute(statements[i]);
      }
      try (ResultSet result = statement.executeQuery(statements[statements.length - 1])) {
        while (result.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            cells.add(result.getString(i));
          }
          rows.add(String.join(" ", cells));
        }
      }
    }
    return rows;
  }

  @Test
  void directoriesOfTheHivePartitionerAreColumns() throws Exception {
    job.set("etl.partitioner.class", "hive");
    run();

    assertThat(
            query(
                "SELECT dt, hour, count(*), sum(n) FROM read_json('"
                    + job.destination()
                    + "/"
                    + topic
                    + "/**/*.json.gz', format = 'newline_delimited', hive_partitioning = true)"
                    + " GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "2026-03-10 10 3600 6478200",
            "2026-03-10 11 3600 19438200",
            "2026-03-10 12 800 6079600");
  }

  @Test
  void theCommittedFilesAreReadByTheirList() throws Exception {
    run();
    Outcome files = job.command("files", topic, "--json");
    assertThat(files.exit()).as(files.toString()).isZero();
    Path list = Files.writeString(folder.resolve("files.json"), files.stdout());

    assertThat(
            query(
                "SET VARIABLE files = (SELECT list(destination) FROM read_json('"
                    + list
                    + "') WHERE published)",
                "SELECT count(*), sum(n) FROM read_json(getvariable('files'),"
                    + " format = 'newline_delimited')"))
        .containsExactly("8000 31996000");
  }
}
