package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.table.StoreTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** I9: a table has each file of its topic once, and at rest all of them. */
record TableInvariants(
    World world, SortedMap<StorePath, byte[]> files, List<CommitRecord> records) {

  void checkAlways() throws IOException {
    for (Map.Entry<String, List<String>> topic : logged().entrySet()) {
      assertThat(inTable(topic.getKey()))
          .as("I9: files in the table of %s", topic.getKey())
          .doesNotHaveDuplicates()
          .isSubsetOf(topic.getValue())
          .allMatch(this::isInPlace);
    }
  }

  void checkAtRest() throws IOException {
    for (Map.Entry<String, List<String>> topic : logged().entrySet()) {
      assertThat(inTable(topic.getKey()))
          .as("I9: all files in the table of %s", topic.getKey())
          .containsExactlyInAnyOrderElementsOf(topic.getValue());
    }
  }

  /** Unless a user has moved it. */
  private boolean isInPlace(String path) {
    return files.containsKey(new StorePath(path))
        || files.containsKey(new StorePath(Invariants.MOVED + new StorePath(path).name()));
  }

  private List<String> inTable(String topic) throws IOException {
    List<String> paths = new ArrayList<>();
    Optional<Table> table =
        new StoreTables(world.ground.store(), WorldTables.CATALOG).load("t." + topic);
    if (table.isPresent()) {
      table.get().files(it -> paths.add(it.path()));
    }
    return paths;
  }

  private Map<String, List<String>> logged() {
    Map<String, List<String>> files = new HashMap<>();
    if (world.inTables) {
      records.stream()
          .flatMap(CommitRecord::files)
          .filter(it -> it.kind() == DataFile.Kind.DATA)
          .forEach(
              it ->
                  files
                      .computeIfAbsent(it.topic(), topic -> new ArrayList<>())
                      .add(it.destination()));
    }
    return files;
  }
}
