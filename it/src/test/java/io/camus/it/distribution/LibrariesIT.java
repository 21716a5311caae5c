package io.camus.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.command.CamusScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The list of components, and the licences: both tell of every jar that the archive has. */
class LibrariesIT {
  private static final Path HOME = CamusScript.locate().path().resolveSibling("..").normalize();
  private static final String ONE_DOES = "./mvnw -Psbom -pl cli -am process-classes";

  private final JsonNode bom;

  LibrariesIT() throws IOException {
    bom = new ObjectMapper().readTree(HOME.resolve("camus.cdx.json").toFile());
  }

  private Stream<JsonNode> components() {
    return StreamSupport.stream(bom.path("components").spliterator(), false);
  }

  private static boolean isOurs(JsonNode component) {
    return component.path("group").asText().equals("io.camus");
  }

  private static String jar(JsonNode component) {
    return component.path("name").asText() + "-" + component.path("version").asText() + ".jar";
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void everyJarIsAComponentAndEveryComponentAJar() throws IOException {
    List<String> listed = new ArrayList<>(components().map(LibrariesIT::jar).toList());
    listed.add(jar(bom.path("metadata").path("component")));
    assertThat(names(HOME.resolve("lib"))).as(ONE_DOES).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void checksumsAreThoseOfTheJars() throws IOException, NoSuchAlgorithmException {
    for (JsonNode component : components().filter(it -> !isOurs(it)).toList()) {
      byte[] jar = Files.readAllBytes(HOME.resolve("lib").resolve(jar(component)));
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
      assertThat(component.path("hashes").findValuesAsText("content"))
          .as("%s: %s", jar(component), ONE_DOES)
          .contains(sum);
    }
    assertThat(components().filter(LibrariesIT::isOurs))
        .isNotEmpty()
        .allSatisfy(ours -> assertThat(ours.path("hashes").isEmpty()).isTrue());
  }

  @Test
  void everyLibraryComesWithItsLicence() throws IOException {
    Path licenses = HOME.resolve("licenses");
    assertThat(licenses.resolve("Apache-2.0.txt")).hasSameTextualContentAs(HOME.resolve("LICENSE"));
    for (JsonNode component : components().filter(it -> !isOurs(it)).toList()) {
      Path own = licenses.resolve(component.path("name").asText());
      boolean has =
          (Files.isDirectory(own) && names(own).stream().anyMatch(it -> it.startsWith("LICENSE")))
              || component.path("licenses").findValuesAsText("id").stream()
                  .anyMatch(id -> Files.exists(licenses.resolve(id + ".txt")));
      assertThat(has).as("%s: %s", jar(component), component.path("licenses")).isTrue();
    }
  }
}
