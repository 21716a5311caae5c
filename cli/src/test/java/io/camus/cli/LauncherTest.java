package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/camus, with a Java that only repeats its arguments. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("src/main/dist/bin/camus").toAbsolutePath();

  @TempDir private Path directory;

  private Path home;
  private Path script;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(directory.toRealPath().resolve("an install/camus"));
    Files.createDirectories(home.resolve("bin"));
    script = Files.copy(SCRIPT, home.resolve("bin/camus"));
    executable(script);
    java("17.0.15");
  }

  private void java(String version) throws IOException {
    Path java = directory.toRealPath().resolve("java " + version);
    Files.createDirectories(java.resolve("bin"));
    executable(
        Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nfor a; do echo \"<$a>\"; done\n"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    environment.put("JAVA_HOME", java.toString());
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(Path command, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("CAMUS_"));
    builder.environment().remove("HADOOP_CONF_DIR");
    builder.environment().putAll(environment);
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + "status " + process.waitFor();
  }

  @Test
  void itHandsArgumentsOnAsTheyAre() throws Exception {
    assertThat(run(script, "run", "-D", "a=b c", "*"))
        .endsWith("<io.camus.cli.Main>\n<run>\n<-D>\n<a=b c>\n<*>\nstatus 0");
  }

  @Test
  void itFindsItsHomeThroughSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(home.resolve("first"), Path.of("bin/camus"));
    Path second = Files.createSymbolicLink(directory.resolve("second"), first);

    assertThat(run(second)).contains("<" + home + "/conf:" + home + "/lib/*>");
  }

  @Test
  void theEnvironmentSetsHeapOptionsAndClassPath() throws Exception {
    environment.put("CAMUS_HEAP", "512m");
    environment.put("CAMUS_OPTS", "-Da=1 -Db=2");
    environment.put("HADOOP_CONF_DIR", directory.toString());
    environment.put("CAMUS_CLASSPATH", "/more/*");

    assertThat(run(script))
        .contains("<-Xmx512m>", "<-Da=1>\n<-Db=2>")
        .contains("/conf:" + directory + ":" + home + "/lib/*:/more/*>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HADOOP_CONF_DIR", "CAMUS_CONF_DIR"})
  void aMissingConfigurationDirectoryIsNotPassedOverInSilence(String name) throws Exception {
    environment.put(name, "/nowhere");
    assertThat(run(script)).contains(name + " is /nowhere").endsWith("status 2");
  }

  @Test
  void newerJavasGetTheFlagsThatOlderOnesRefuse() throws Exception {
    assertThat(run(script)).doesNotContain("native-access");
    java("25");
    assertThat(run(script))
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void anOldJavaIsRefusedByItsVersion() throws Exception {
    java("1.8.0_402");
    assertThat(run(script)).contains("is Java 1.8.0_402, but Camus needs 17").endsWith("status 2");
    java("11.0.2");
    assertThat(run(script)).contains("is Java 11.0.2, but Camus needs 17").endsWith("status 2");
  }

  @Test
  void aWrongJavaHomeIsToldApart() throws Exception {
    environment.put("JAVA_HOME", "/nowhere");
    assertThat(run(script)).contains("JAVA_HOME is /nowhere").endsWith("status 2");
  }
}
