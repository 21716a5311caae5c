package io.camus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        Files.writeString(
            java.resolve("bin/java"),
            """
            #!/bin/sh
            for a; do
              echo "<$a>"
              case $1$a in
                -Xshare:dump-XX:SharedArchiveFile=*) ${DUMP:-echo} archive >"${a#*=}" || exit 1 ;;
              esac
            done
            """));
    Files.writeString(
        java.resolve("release"), "OS_NAME=\"Linux\"\nJAVA_VERSION=\"" + version + "\"");
    environment.put("JAVA_HOME", java.toString());
  }

  private static Path executable(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
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

    assertThat(run(second)).contains("<" + home + "/lib/*:" + home + "/conf>");
  }

  @Test
  void theEnvironmentSetsHeapOptionsAndClassPath() throws Exception {
    environment.put("CAMUS_HEAP", "512m");
    environment.put("CAMUS_OPTS", "-Da=1 -Db=2");
    environment.put("HADOOP_CONF_DIR", directory.toString());
    environment.put("CAMUS_CLASSPATH", "/more/*");

    assertThat(run(script))
        .contains("<-Xmx512m>", "<-Da=1>\n<-Db=2>")
        .contains("<" + home + "/lib/*:" + home + "/conf:" + directory + ":/more/*>");
  }

  @Test
  void theDemoHasJarsOfItsOwn() throws Exception {
    Files.createDirectories(home.resolve("demo/lib"));
    String demo = ":" + home + "/demo/lib/*>";

    for (String verb : List.of("demo", "bench", "soak", "help")) {
      assertThat(run(script, verb)).as(verb).contains(demo);
    }
    assertThat(run(script)).contains(demo);
    assertThat(run(script, "run", "demo")).doesNotContain("demo/lib");
  }

  private String localeOfJava(Map<String, String> locale) throws Exception {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      environment.put(name, locale.getOrDefault(name, ""));
    }
    Path java = Path.of(environment.get("JAVA_HOME")).resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho \"LC_ALL=$LC_ALL $(locale charmap)\"\n");
    return run(script);
  }

  @Test
  void withoutALocaleFileNamesAreInUtf8() throws Exception {
    assumeThat(new ProcessBuilder("locale", "-a").start().inputReader(UTF_8).lines())
        .contains("C.utf8");
    assertThat(localeOfJava(Map.of())).startsWith("LC_ALL=C.UTF-8 UTF-8");
    assertThat(localeOfJava(Map.of("LC_ALL", "C"))).startsWith("LC_ALL=C.UTF-8 UTF-8");
    assertThat(localeOfJava(Map.of("LANG", "POSIX"))).startsWith("LC_ALL=C.UTF-8 UTF-8");
  }

  @Test
  void aLocaleThatIsThereIsKept() throws Exception {
    assumeThat(new ProcessBuilder("locale", "-a").start().inputReader(UTF_8).lines())
        .contains("C.utf8");
    assertThat(localeOfJava(Map.of("LC_CTYPE", "C.UTF-8"))).startsWith("LC_ALL= UTF-8");
  }

  @Test
  void aHomeWithOtherLettersIsFoundWithoutALocale() throws Exception {
    assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
    Path elsewhere = Files.createDirectories(directory.toRealPath().resolve("f\u00fcr/camus/bin"));
    script = executable(Files.copy(SCRIPT, elsewhere.resolve("camus")));
    environment.put("LC_ALL", "C");
    assertThat(run(script)).contains("<" + elsewhere.getParent() + "/lib/*:");
  }

  @Test
  void anotherCollectorTakesThePlaceOfOurs() throws Exception {
    assertThat(run(script)).contains("<-XX:+UseSerialGC>");
    environment.put("CAMUS_OPTS", "-Da=1 -XX:+UseParallelGC");
    assertThat(run(script)).contains("<-XX:+UseParallelGC>").doesNotContain("Serial");
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
    assertThat(run(script)).contains("no bin/java in JAVA_HOME (/nowhere)").endsWith("status 2");
  }

  @Test
  void aSmallHeapIsLeftToJavaToDivide() throws Exception {
    for (String heap : List.of("128m", "199M", "65536k", "100")) {
      environment.put("CAMUS_HEAP", heap);
      assertThat(run(script)).doesNotContain("-Xmn");
    }
    for (String heap : List.of("200m", "512M", "1024m", "2g")) {
      environment.put("CAMUS_HEAP", heap);
      assertThat(run(script)).contains("<-Xmn64m>");
    }
  }

  /** The list that Java was told to write. */
  private static Path list(String arguments) {
    return Path.of(
        arguments.substring(
            arguments.indexOf("-XX:DumpLoadedClassList=") + "-XX:DumpLoadedClassList=".length(),
            arguments.indexOf(".list>") + ".list".length()));
  }

  private static final String COMPLETE =
      "java/lang/Object\nio/camus/pull/TaskAttempt id: 7\nio/camus/report/SummaryFile\nhalf a li";

  @Test
  void classesOfTheFirstRunThatPullsAreListedForAnArchive() throws Exception {
    assertThat(run(script, "plan")).doesNotContain("-XX:DumpLoadedClassList", ".jsa");
    Path idle = list(run(script, "run"));
    assertThat(idle).hasParentRaw(home.resolve("cds"));
    Files.writeString(idle, "java/lang/Object\nio/camus/report/SummaryFile\n");

    Path pulled = list(run(script, "run"));
    assertThat(idle).doesNotExist();
    Files.writeString(pulled, COMPLETE);

    assertThat(run(script, "plan")).doesNotContain("-XX:DumpLoadedClassList", ".jsa");
    String withArchive = run(script, "run");
    assertThat(withArchive).doesNotContain("-XX:DumpLoadedClassList", "-Xshare:dump");
    assertThat(withArchive).contains("<-XX:SharedArchiveFile=" + archive() + ">\n");
    assertThat(run(script, "plan")).contains("<-XX:SharedArchiveFile=" + archive() + ">\n");
    assertThat(archive()).hasContent("archive");
  }

  @Test
  void theWaitForAnArchiveIsExplainedUnlessTheRunIsQuiet() throws Exception {
    Files.writeString(list(run(script, "run")), COMPLETE);
    assertThat(run(script, "run")).startsWith("camus: building the class archive");
    assertThat(run(script, "run")).doesNotContain("class archive");

    Files.delete(archive());
    Files.writeString(list(run(script, "run")), COMPLETE);
    assertThat(run(script, "run", "-q")).doesNotContain("class archive");
    assertThat(archive()).hasContent("archive");
  }

  /** The only file of the directory for archives. */
  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("cds"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void aRunThatStillWritesItsListIsNotDisturbed() throws Exception {
    Path own = list(run(script, "run"));
    Path writing =
        own.resolveSibling(
            own.getFileName().toString().replaceFirst("[0-9]+[.]list", "")
                + ProcessHandle.current().pid()
                + ".list");
    Files.writeString(writing, COMPLETE);

    assertThat(run(script, "run")).contains("-XX:DumpLoadedClassList");
    assertThat(writing).exists();
  }

  @Test
  void anArchiveThatCannotBeMadeIsNotTriedAgain() throws Exception {
    Files.writeString(list(run(script, "run")), COMPLETE);
    environment.put("DUMP", "false");

    for (int run = 0; run < 2; run++) {
      assertThat(run(script, "run"))
          .doesNotContain("-XX:DumpLoadedClassList", ".jsa")
          .endsWith("status 0");
      assertThat(archive()).isEmptyFile();
    }
  }

  @Test
  void newJarsAndOtherJavasHaveArchivesOfTheirOwn() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path first = list(run(script, "run"));
    Files.writeString(home.resolve("lib/a.jar"), "a");
    Path second = list(run(script, "run"));
    java("21.0.1");
    Path third = list(run(script, "run"));

    assertThat(
            Stream.of(first, second, third)
                .map(path -> path.toString().replaceAll("[0-9]+[.]list", ""))
                .distinct())
        .hasSize(3);
  }

  @Test
  void archivesAreInTheUsersCacheWhereTheDistributionCannotBeWritten() throws Exception {
    Files.writeString(home.resolve("cds"), "in the way");
    environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    assertThat(list(run(script, "run"))).hasParentRaw(directory.resolve("cache/camus"));

    environment.put("XDG_CACHE_HOME", home.resolve("cds").toString());
    assertThat(run(script, "run")).doesNotContain(".jsa").endsWith("status 0");
  }

  @Test
  void theUserSaysWhereArchivesAreAndThatThereAreNone() throws Exception {
    environment.put("CAMUS_CLASS_DATA", directory.resolve("here").toString());
    assertThat(list(run(script, "run"))).hasParentRaw(directory.resolve("here"));
    environment.put("CAMUS_CLASS_DATA", "");
    assertThat(run(script, "run")).doesNotContain(".jsa").endsWith("status 0");
  }
}
