package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.settings.PropertyFiles;
import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Dockerfile and compose.yaml name exists, as far as that can be seen without Docker. */
class ContainerImageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SETTINGS = ROOT.resolve("examples/docker/camus.properties");

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }

  @Test
  void theImageIsMadeOfTheArchive() throws IOException {
    String file = text("Dockerfile");
    assertThat(found("tar -xzf (\\S+)", file)).containsExactly("target/camus-*.tar.gz");
    assertThat(text("it/pom.xml"))
        .contains(
            "<descriptor>src/main/assembly/archive.xml",
            "<finalName>camus-${project.version}",
            "<outputDirectory>${project.basedir}/../target<");
    assertThat(text("it/src/main/assembly/archive.xml"))
        .contains("camus-${project.version}", "tar.gz");
  }

  @Test
  void itStartsTheLauncherAsAUserThatIsNotRoot() throws IOException {
    String file = text("Dockerfile");
    assertThat(found("ENTRYPOINT \\[\"/opt/camus/(.+)\"\\]", file)).containsExactly("bin/camus");
    assertThat(Path.of("src/main/dist/bin/camus")).isExecutable();
    assertThat(found("(?m)^USER (\\S+)", file)).containsExactly("camus");
    assertThat(file).contains("useradd --system --create-home camus");
  }

  @Test
  void javaIsOneThatCamusRunsWith() throws IOException {
    assertThat(found("FROM eclipse-temurin:(\\d+)-", text("Dockerfile")))
        .hasSize(2)
        .allSatisfy(java -> assertThat(Integer.parseInt(java)).isGreaterThanOrEqualTo(17));
  }

  @Test
  void theVersionsOfTheServersAreThoseThatAreTested() throws IOException {
    String compose = text("compose.yaml");
    String kafka = found("<kafka.version>(.+)</kafka.version>", text("pom.xml")).get(0);
    String apicurio = found("<apicurio.version>(.+)</apicurio.version>", text("it/pom.xml")).get(0);
    assertThat(compose)
        .contains("image: apache/kafka:" + kafka + "\n")
        .contains("image: apicurio/apicurio-registry-mem:" + apicurio + "\n");
  }

  @Test
  void theSettingsAreSoundAndNameTheServices() throws IOException {
    CamusConfig config = CamusConfig.parse(PropertyFiles.file(SETTINGS.toString()));
    String compose = text("compose.yaml");
    assertThat(config.value(KafkaSettings.BROKERS)).containsExactly("kafka:9092");
    assertThat(compose)
        .contains("\n  kafka:\n", "\n  registry:\n", "INSIDE://kafka:9092", "[\"8081:8080\"]")
        .contains("./examples/docker:/etc/camus:ro", "working_dir: /etc/camus");
    assertThat(Files.readString(SETTINGS)).contains("http://registry:8080/");
    assertThat(compose).contains("- data:/data");
    assertThat(text("Dockerfile")).contains("install -d -o camus -g camus /data");
  }
}
