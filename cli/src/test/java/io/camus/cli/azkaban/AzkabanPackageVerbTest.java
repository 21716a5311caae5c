package io.camus.cli.azkaban;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.CommandLineFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AzkabanPackageVerbTest {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private final CommandLineFixture camus = new CommandLineFixture();
  private Distribution distribution;

  @BeforeEach
  void unpack() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    try (Stream<Path> examples = Files.walk(EXAMPLES.resolve("azkaban"))) {
      for (Path file : examples.filter(Files::isRegularFile).toList()) {
        Path copy = home.resolve("examples").resolve(EXAMPLES.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    for (String file : List.of("bin/camus", "conf/logback.xml", "lib/a.jar", "camus-job.jar")) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), file);
    }
    distribution = new Distribution(home);
  }

  private static Map<String, String> content(Path zip) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return content;
  }

  private int execute(String... arguments) {
    return camus.execute(new AzkabanPackageVerb(), arguments);
  }

  @ParameterizedTest
  @EnumSource
  void aProjectHasAJobOfTheTypeAndWhatItNeeds(AzkabanJobType type) throws IOException {
    Path zip = folder.resolve("a.zip");
    new AzkabanProject(distribution, type).complete(type).write(zip);

    Map<String, String> content = content(zip);
    assertThat(content).containsEntry("home.properties", "CAMUS_HOME=camus\n");
    assertThat(content.get("camus.job")).contains("type=" + type + "\n", "${CAMUS_HOME}");
    assertThat(content.get("report.job")).contains("dependencies=camus\n");
    assertThat(content.keySet())
        .filteredOn(name -> name.startsWith("camus/"))
        .isNotEmpty()
        .allMatch(name -> type.needs().stream().anyMatch(need -> name.startsWith("camus/" + need)));
  }

  @Test
  void whereCamusIsInstalledAProjectIsSmallAndHasTheUsersSettings() throws IOException {
    Path settings = Files.writeString(folder.resolve("mine.properties"), "kafka.brokers=b:1\n");
    Path zip = folder.resolve("a.zip");
    new AzkabanProject(distribution, AzkabanJobType.COMMAND)
        .settings(settings)
        .installed("/opt/camus")
        .write(zip);

    assertThat(content(zip))
        .containsOnlyKeys("camus.job", "camus.properties", "home.properties", "report.job")
        .containsEntry("home.properties", "CAMUS_HOME=/opt/camus\n")
        .containsEntry("camus.properties", "kafka.brokers=b:1\n");
  }

  @Test
  void theProjectOfTheExampleHasAJobOfTypeCommand() {
    assertThat(EXAMPLES.resolve("azkaban/project/camus.job"))
        .hasSameTextualContentAs(EXAMPLES.resolve("azkaban/types/command.job"));
  }

  @Test
  void wrongSettingsAreToldBeforeTheyAreUploaded() throws IOException {
    Path settings = Files.writeString(folder.resolve("a.properties"), "etl.destination.pth=/x\n");

    assertThat(execute("azkaban-package", "-P", settings.toString())).isEqualTo(2);
    assertThat(camus.err()).contains("did you mean etl.destination.path?", "kafka.brokers");
  }

  @Test
  void whatAzkabanWouldEvaluateIsRefused() throws IOException {
    Path settings = folder.resolve("a.properties");
    Files.writeString(settings, "kafka.whitelist.topics=a$(b|c)\n");

    assertThat(execute("azkaban-package", "-P", settings.toString())).isEqualTo(2);
    assertThat(camus.err()).contains("kafka.whitelist.topics contains $(", "remove the $");
  }

  @Test
  void typesAreWrittenAsAzkabanWritesThem() {
    assertThat(execute("azkaban-package", "--type", "pig")).isEqualTo(2);
    assertThat(camus.err()).contains("command", "javaprocess", "java", "hadoopJava");
    assertThat(execute("azkaban-package", "--type", "hadoopJava")).isEqualTo(2);
    assertThat(camus.err()).contains("not part of a distribution");
  }
}
