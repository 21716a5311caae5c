package io.camus.it.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.camus.it.check.Form;
import io.camus.it.command.CamusScript;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The command lines in {@code examples/}, run as they stand there but for their two paths. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class ExamplesIT {
  private static final Path EXAMPLES = Path.of(System.getProperty("camus.examples"));
  private static final String HOME = "/opt/camus";
  private static final String SETTINGS = "/etc/camus/camus.properties";
  private static final int MESSAGES = 50;

  @TempDir private Path folder;

  /** A topic with messages, to be pulled by the one run of a test. */
  private Job job(Cluster cluster) {
    String topic = cluster.topic("example", 1);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, MESSAGES);
    }
    return new Job(cluster, folder).topic(topic, Form.AVRO);
  }

  private static String here(String text, Job job) throws IOException {
    return text.replace(HOME, home().toString()).replace(SETTINGS, job.properties().toString());
  }

  private static Path home() {
    return CamusScript.locate().path().resolveSibling("..").normalize();
  }

  private Outcome execute(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    try (CamusProcess process = CamusProcess.start(folder, builder)) {
      return process.await();
    }
  }

  private static void assertMoved(Job job, Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(job.compare().isClean()).isTrue();
  }

  @Test
  void theUnitsOfSystemdAreSoundAndTheirCommandRuns(Cluster cluster) throws Exception {
    Job job = job(cluster);
    Path service = folder.resolve("camus.service");
    Path timer = folder.resolve("camus.timer");
    Files.writeString(service, here(text("systemd/camus.service"), job));
    Files.writeString(timer, text("systemd/camus.timer"));
    if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
      Outcome verified =
          execute(
              Map.of(), "/usr/bin/systemd-analyze", "verify", service.toString(), timer.toString());
      assertThat(verified.exit()).as(verified.toString()).isZero();
    }
    Map<String, String> unit = ini(Files.readString(service));
    assertThat(ini(Files.readString(timer))).containsEntry("Timer.OnCalendar", "*:0/15");
    assertThat(unit).containsEntry("Service.Type", "oneshot");
    assertThat(Integer.parseInt(unit.get("Service.TimeoutStopSec")))
        .as("more than a run takes to end after a signal")
        .isGreaterThan(25);

    assertMoved(job, execute(Map.of(), unit.get("Service.ExecStart").split(" ")));
  }

  @Test
  void theLineOfCronRuns(Cluster cluster) throws Exception {
    Job job = job(cluster);
    List<String> lines = text("cron/camus.cron").lines().toList();
    String line = lines.get(lines.size() - 1);
    String[] fields = line.split("\\s+", 7);
    assertThat(Arrays.copyOf(fields, 6)).containsExactly("*/15", "*", "*", "*", "*", "camus");
    Path log = folder.resolve("camus.log");
    String command = here(fields[6], job).replace("/var/log/camus/camus.log", log.toString());

    assertMoved(job, execute(Map.of("CAMUS_HEAP", "512m"), "/bin/sh", "-c", command));
    assertThat(log).content().contains("OK: 50 messages");
  }

  @Test
  void theCronJobOfKubernetesIsSoundAndItsCommandRuns(Cluster cluster) throws Exception {
    Job job = job(cluster);
    List<JsonNode> documents = new ArrayList<>();
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> all =
        yaml.readerFor(JsonNode.class).readValues(text("kubernetes/cronjob.yaml"))) {
      all.forEachRemaining(documents::add);
    }
    assertThat(documents)
        .extracting(it -> it.path("kind").asText())
        .containsExactly("ConfigMap", "CronJob");
    JsonNode spec = documents.get(1).path("spec");
    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    JsonNode pods = spec.at("/jobTemplate/spec");
    assertThat(pods.at("/podFailurePolicy/rules/0/onExitCodes/values").toString())
        .isEqualTo("[1,2,4]");
    JsonNode pod = pods.at("/template/spec");
    assertThat(pod.path("restartPolicy").asText())
        .as("podFailurePolicy asks for it")
        .isEqualTo("Never");
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(25);
    JsonNode container = pod.at("/containers/0");
    List<String> command = new ArrayList<>();
    for (String part : List.of("command", "args")) {
      for (JsonNode word : container.path(part)) {
        command.add(here(word.asText(), job));
      }
    }

    assertMoved(job, execute(Map.of(), command.toArray(String[]::new)));
  }

  @Test
  void theWorkflowOfOozieFitsItsSchemaAndItsCommandRuns(Cluster cluster) throws Exception {
    Job job = job(cluster);
    validate(
        EXAMPLES.resolve("oozie/workflow.xml"), "shell-action-1.0.xsd", "oozie-workflow-1.0.xsd");
    validate(EXAMPLES.resolve("oozie/coordinator.xml"), "oozie-coordinator-0.4.xsd");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element workflow =
        factory
            .newDocumentBuilder()
            .parse(EXAMPLES.resolve("oozie/workflow.xml").toFile())
            .getDocumentElement();
    List<String> words = new ArrayList<>(words(workflow, "exec"));
    words.addAll(words(workflow, "argument"));
    assertThat(words.subList(0, 3)).containsExactly("hadoop", "jar", "camus-job.jar");
    assertThat(words(workflow, "file")).contains("${wf:appPath()}/camus-job.jar#camus-job.jar");
    assertThat(words).containsSubsequence("-D", "mapreduce.framework.name=yarn");

    List<String> command = new ArrayList<>(hadoop());
    words.subList(2, words.size()).stream()
        .map(word -> word.replace("=yarn", "=local"))
        .forEach(command::add);
    Files.copy(home().resolve("camus-job.jar"), folder.resolve("camus-job.jar"));
    job.properties();
    assertMoved(
        job,
        execute(
            Map.of(), "/bin/sh", "-c", "cd '" + folder + "' && exec " + String.join(" ", command)));
  }

  @Test
  void theDagOfAirflowRunsAndReadsExitCodesAndSummary(Cluster cluster) throws Exception {
    Job job = job(cluster);
    Path modules = AirflowStub.write(folder.resolve("modules"));
    Map<String, String> environment = new TreeMap<>();
    environment.put("PYTHONPATH", modules + ":" + EXAMPLES.resolve("airflow"));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("camus_home", home().toString());
    environment.put("camus_properties", job.properties().toString());
    String dag = EXAMPLES.resolve("airflow/camus_dag.py").toString();

    Outcome moved = execute(environment, "python3", dag);
    assertMoved(job, moved);
    assertThat(moved.stdout()).contains("moved 50 messages");

    job.set("etl.destination.pth", "/x").properties();
    Outcome refused = execute(environment, "python3", dag);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.stdout()).contains("usage: run: ", "etl.destination.pth");
    assertThat(refused.stderr())
        .contains("airflow.exceptions.AirflowFailException: usage or configuration");

    Outcome judged =
        execute(
            Map.of(
                "PYTHONPATH",
                EXAMPLES.resolve("airflow").toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1"),
            "python3",
            "-c",
            "import camus_dag; print([camus_dag.judge(c)[1] for c in (1, 2, 3, 4, 5, -15)])");
    assertThat(judged.stdout()).contains("[False, False, True, False, True, True]");
  }

  @Test
  void theSensorOfAirflowWaitsForAnHour(Cluster cluster) throws Exception {
    Job job = job(cluster).set("camus.complete", "true");
    assertMoved(job, job.run());
    String code =
        String.format(
            Locale.ROOT,
            "import wait_dag; print([wait_dag.is_complete('%s', '%s', '%s', hour) for hour in"
                + " ('2001-01-01T00', '2101-01-01T00')])",
            home(),
            job.properties(),
            job.destination().toFile().list()[0]);
    Outcome asked =
        execute(
            Map.of(
                "PYTHONPATH",
                EXAMPLES.resolve("airflow").toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1"),
            "python3",
            "-c",
            code);
    assertThat(asked.stdout()).as(asked.toString()).contains("[True, False]");
  }

  /** Hadoop's own command, of the libraries that the distribution brings. */
  private static List<String> hadoop() throws IOException {
    try (var jars = Files.list(home().resolve("lib"))) {
      String classPath =
          String.join(
              ":",
              jars.map(Path::toString)
                  .filter(jar -> jar.matches(".*/(hadoop-client|slf4j-api|jcl-over).*"))
                  .toList());
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx384m",
          "-cp",
          classPath,
          "org.apache.hadoop.util.RunJar");
    }
  }

  private static String text(String name) throws IOException {
    return Files.readString(EXAMPLES.resolve(name), UTF_8);
  }

  /** {@code Section.key} to value. */
  private static Map<String, String> ini(String text) {
    Map<String, String> values = new TreeMap<>();
    String section = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']'));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        assertThat(equals).as(line).isPositive();
        values.put(section + "." + line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return values;
  }

  private static List<String> words(Element root, String name) {
    NodeList elements = root.getElementsByTagNameNS("*", name);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      words.add(elements.item(i).getTextContent().strip());
    }
    return words;
  }

  /** Against the schemas that Oozie itself uses. */
  private static void validate(Path document, String... schemas) throws Exception {
    try (var jars = Files.list(Path.of(System.getProperty("camus.azkaban.lib")))) {
      Path oozie =
          jars.filter(jar -> jar.getFileName().toString().startsWith("oozie-client-"))
              .findFirst()
              .orElseThrow();
      try (URLClassLoader loader = new URLClassLoader(new URL[] {oozie.toUri().toURL()}, null)) {
        List<Source> sources = new ArrayList<>();
        for (String schema : schemas) {
          sources.add(new StreamSource(loader.getResource(schema).toString()));
        }
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(sources.toArray(Source[]::new))
            .newValidator()
            .validate(new StreamSource(document.toFile()));
      }
    }
  }
}
