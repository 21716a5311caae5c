package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLibrariesTest {
  @TempDir private Path folder;

  private List<String> travelling(String... jars) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String jar : jars) {
      paths.add(Files.createFile(folder.resolve(jar)).toString());
    }
    return JobLibraries.ofClassPath(String.join(File.pathSeparator, paths)).stream()
        .map(path -> path.getFileName().toString())
        .toList();
  }

  @Test
  void ourCodeTravelsAndWhatTheClusterHasDoesNot() throws IOException {
    assertThat(
            travelling(
                "camus-core-1.jar",
                "kafka-clients-4.jar",
                "hadoop-client-api-3.jar",
                "slf4j-api-2.jar",
                "logback-classic-1.jar",
                "notes.txt"))
        .containsExactly("camus-core-1.jar", "kafka-clients-4.jar");
  }

  @Test
  void whatAsksZooKeeperStaysWithTheDriver() throws IOException {
    assertThat(
            travelling(
                "camus-zookeeper-1.jar",
                "curator-client-5.jar",
                "curator-framework-5.jar",
                "zookeeper-3.jar",
                "zookeeper-jute-3.jar",
                "netty-handler-4.jar",
                "audience-annotations-0.jar",
                "camus-yarn-1.jar"))
        .containsExactly("camus-yarn-1.jar");
  }
}
