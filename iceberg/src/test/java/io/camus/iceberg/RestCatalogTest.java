package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Table;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestCatalogTest extends TableContractTest {
  private RestServer server;

  @Override
  Lake lake() throws Exception {
    server = new RestServer(directory);
    return new Lake(directory, server.settings());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aCommitWhoseAnswerIsLostIsNotRepeated() throws IOException {
    Schema columns = created();
    List<Table.File> files = List.of(lake.clicks(columns, NOON, 10));
    server.lostAnswers.set(1);

    boolean failed = false;
    try {
      lake.table().append(record(1), files);
    } catch (IOException e) {
      failed = true;
      assertThat(e).hasMessageContaining("the next run looks");
    }

    assertThat(failed).isTrue();
    assertThat(lake.table().follows(Lake.LOG)).hasValue(1);
    assertThat(lake.table().append(record(1), files)).isFalse();
    assertThat(lake.rows()).hasSize(10);
    assertThat(lake.iceberg().snapshots()).hasSize(1);
  }
}
