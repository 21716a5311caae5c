package io.camus.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.html.ReportHtml;
import io.camus.it.command.CamusScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lists of components, and the licences: both tell of every jar that the archive has. */
class LibrariesIT {
  private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");
  private static final Path HOME = CamusScript.locate().path().resolveSibling("..").normalize();
  private static final String ONE_DOES = "./mvnw -Psbom -pl it -am process-classes";

  /** A list, and the folders whose jars it has. */
  private record Bom(String file, List<String> folders) {
    JsonNode read() throws IOException {
      return new ObjectMapper().readTree(HOME.resolve(file).toFile());
    }

    List<JsonNode> components() throws IOException {
      return StreamSupport.stream(read().path("components").spliterator(), false).toList();
    }

    List<JsonNode> libraries() throws IOException {
      return components().stream().filter(it -> !isOurs(it)).toList();
    }

    /** The jars, by name. Those of several plug-ins are the same. */
    Map<String, Path> jars() throws IOException {
      Map<String, Path> jars = new TreeMap<>();
      for (String folder : folders) {
        for (String name : names(HOME.resolve(folder))) {
          Path jar = HOME.resolve(folder).resolve(name);
          Path other = jars.put(name, jar);
          if (other != null) {
            assertThat(folder).as(name).startsWith("plugins/");
            assertThat(jar).hasSameBinaryContentAs(other);
          }
        }
      }
      return jars;
    }
  }

  private static Stream<Bom> boms() {
    return Stream.of(
        new Bom("camus.cdx.json", List.of("lib", "plugins/s3", "plugins/iceberg")),
        new Bom("demo/camus-demo.cdx.json", List.of("lib", "demo/lib")));
  }

  private static boolean isOurs(JsonNode component) {
    return component.path("group").asText().equals("io.camus");
  }

  private static String jar(JsonNode component) {
    Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
    return component.path("name").asText()
        + "-"
        + component.path("version").asText()
        + (classifier.find() ? "-" + classifier.group(1) : "")
        + ".jar";
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("boms")
  void everyJarIsAComponentAndEveryComponentAJar(Bom bom) throws IOException {
    List<String> listed = new ArrayList<>();
    bom.components().forEach(component -> listed.add(jar(component)));
    listed.add(jar(bom.read().path("metadata").path("component")));
    assertThat(bom.jars().keySet()).as(ONE_DOES).containsExactlyInAnyOrderElementsOf(listed);
  }

  @ParameterizedTest
  @MethodSource("boms")
  void checksumsAreThoseOfTheJars(Bom bom) throws IOException, NoSuchAlgorithmException {
    Map<String, Path> jars = bom.jars();
    for (JsonNode component : bom.libraries()) {
      byte[] jar = Files.readAllBytes(jars.get(jar(component)));
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
      assertThat(component.path("hashes").findValuesAsText("content"))
          .as("%s: %s", jar(component), ONE_DOES)
          .contains(sum);
    }
    assertThat(bom.components().stream().filter(LibrariesIT::isOurs))
        .isNotEmpty()
        .allSatisfy(ours -> assertThat(ours.path("hashes").isEmpty()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("boms")
  void everyLibraryComesWithItsLicence(Bom bom) throws IOException {
    Path licenses = HOME.resolve("licenses");
    assertThat(licenses.resolve("Apache-2.0.txt")).hasSameTextualContentAs(HOME.resolve("LICENSE"));
    for (JsonNode component : bom.libraries()) {
      assertThat(hasLicence(component, licenses))
          .as("%s: %s", jar(component), component.path("licenses"))
          .isTrue();
    }
  }

  @Test
  void theListOfTheChartLibraryHasTheVersionInTheJar() throws IOException {
    JsonNode component =
        new ObjectMapper().readTree(HOME.resolve("uplot.cdx.json").toFile()).at("/components/0");
    String version = component.path("version").asText();
    String script;
    try (InputStream in = ReportHtml.class.getResourceAsStream("uplot/dist/uPlot.iife.min.js")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(script).contains("uPlot (v" + version + ")");
    assertThat(component.path("purl").asText()).isEqualTo("pkg:npm/uplot@" + version);
    assertThat(component.at("/hashes/0/content").asText()).matches("[0-9a-f]{128}");
    assertThat(HOME.resolve("licenses/uplot/LICENSE")).content().contains("The MIT License");
  }

  private static boolean hasLicence(JsonNode component, Path licenses) throws IOException {
    Path own = licenses.resolve(component.path("name").asText());
    return (Files.isDirectory(own) && names(own).stream().anyMatch(it -> it.startsWith("LICENSE")))
        || component.path("licenses").findValuesAsText("id").stream()
            .anyMatch(id -> Files.exists(licenses.resolve(id + ".txt")));
  }
}
