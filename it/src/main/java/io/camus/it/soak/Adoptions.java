package io.camus.it.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts adopted runs in a commit log, independently of the pipeline's code. */
final class Adoptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Adoptions() {}

  static long count(Path commits) throws IOException {
    long adopted = 0;
    try (Stream<Path> files = Files.walk(commits)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
        List<String> lines = Files.readAllLines(file);
        String writer = JSON.readTree(lines.get(0)).path("header").path("writer").asText();
        for (String line : lines) {
          JsonNode closed = JSON.readTree(line).path("closes").path("run");
          adopted += !closed.isMissingNode() && !closed.asText().equals(writer) ? 1 : 0;
        }
      }
    }
    return adopted;
  }
}
