package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.audit.producer.CountingInterceptor;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the report says after accidents, compared with the verbs that it sums up. */
@ExtendWith(SharedCluster.class)
@Timeout(600)
class ReportIT {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir Path folder;

  /** The begin of an hour that is over, so that its windows are. */
  private final Instant hour =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));

  /** The data in a page. */
  private record Page(String html, JsonNode hours, JsonNode rows, JsonNode files) {
    static Page of(String html) throws IOException {
      return new Page(
          html, data(html, "data-hours"), data(html, "data-rows"), data(html, "data-files"));
    }

    private static JsonNode data(String html, String id) throws IOException {
      Matcher data =
          Pattern.compile(
                  "<script type=\"application/json\" id=\"" + id + "\">(.*?)</script>",
                  Pattern.DOTALL)
              .matcher(html);
      assertThat(data.find()).as(id).isTrue();
      return new ObjectMapper().readTree(data.group(1));
    }

    JsonNode topic(String name) {
      for (JsonNode topic : hours.path("topics")) {
        if (topic.path("name").asText().equals(name)) {
          return topic;
        }
      }
      throw new AssertionError("no topic " + name + " in " + hours);
    }

    int hour(Instant time) {
      return Math.toIntExact(
          Math.floorDiv(time.toEpochMilli() - hours.path("fromMillis").asLong(), HOUR));
    }

    Instant from() {
      return Instant.ofEpochMilli(hours.path("fromMillis").asLong());
    }

    Instant to() {
      return from().plus(Duration.ofHours(hours.path("hours").size()));
    }
  }

  private Job job(Cluster cluster, String topic, String audit) {
    return new Job(cluster, folder)
        .topic(topic, Form.TEXT)
        .set("etl.run.tracking.post", "true")
        .set("kafka.monitor.tier", "hadoop")
        .set("camus.audit.topic", audit)
        .set("camus.complete", "true")
        .set("etl.fail.on.offset.outofrange", "false");
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Closing the producer waits for all of them.
  private void send(Cluster cluster, String audit, String topic, int window, int n, String text) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrap(),
                "client.id",
                "web1",
                "interceptor.classes",
                CountingInterceptor.class.getName(),
                "camus.audit.tier",
                "producer",
                "camus.audit.topic",
                audit,
                "camus.audit.close.timeout.ms",
                "30000"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long time = hour.plus(WINDOW.multipliedBy(window)).toEpochMilli();
      for (int i = 0; i < n; i++) {
        byte[] value = (text + i).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, 0, time + i, null, value));
      }
    }
  }

  private Page report(Job job, String... more) throws Exception {
    Path file = folder.resolve("report.html");
    List<String> arguments = new ArrayList<>(List.of("--json", "--out", file.toString()));
    arguments.addAll(List.of(more));
    Outcome outcome = job.command("report", arguments.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.json().path("file").asText()).isEqualTo(file.toString());
    assertThat(outcome.json().path("bytes").asLong()).isEqualTo(Files.size(file));
    try (var names = Files.list(folder)) {
      assertThat(names.filter(it -> it.getFileName().toString().startsWith(".report"))).isEmpty();
    }
    return Page.of(Files.readString(file));
  }

  /** The page has the sums of audit, history and files, hour by hour. */
  private void assertSameAsTheVerbs(Job job, Page page, String topic) throws Exception {
    Outcome audit =
        job.command(
            "audit", "--json", "--from", page.from().toString(), "--to", page.to().toString());
    JsonNode shown = page.topic(topic);
    Map<Integer, Long> held = new TreeMap<>();
    Map<String, Long> left = new TreeMap<>();
    Map<String, Long> late = new TreeMap<>();
    Map<String, Long> missing = new TreeMap<>();
    Map<String, Long> doubled = new TreeMap<>();
    long counted = 0;
    for (JsonNode row : audit.json().path("windows")) {
      if (row.path("topic").asText().equals(topic)) {
        int at = page.hour(Instant.parse(row.path("begin").asText()));
        held.merge(at, row.path("held").asLong(), Long::sum);
        add(left, at, row.path("leftOut").asLong());
        add(late, at, row.path("late").asLong());
        boolean lacks = row.path("state").asText().equals("missing");
        add(lacks ? missing : doubled, at, row.path("messages").asLong());
        counted += row.path("tiers").path("producer").asLong();
      }
    }
    for (int i = 0; i < page.hours().path("hours").size(); i++) {
      JsonNode cell = shown.path("held").get(i);
      assertThat(cell.isNull()).as("hour " + i).isEqualTo(!held.containsKey(i));
      assertThat(cell.asLong()).isEqualTo(held.getOrDefault(i, 0L));
    }
    assertThat(numbers(shown.path("left"))).isEqualTo(left);
    assertThat(numbers(shown.path("late"))).isEqualTo(late);
    assertThat(numbers(shown.path("missing"))).isEqualTo(missing);
    assertThat(numbers(shown.path("doubled"))).isEqualTo(doubled);
    assertThat(shown.path("sums").path("tiers").get(0).get(1).asLong()).isEqualTo(counted);

    List<String> files = new ArrayList<>();
    Outcome listed = job.command("files", topic, "--json");
    for (String line : listed.stdout().lines().toList()) {
      JsonNode file = new ObjectMapper().readTree(line);
      Path path = Path.of(URI.create(asUri(file.path("destination").asText())).getPath());
      files.add(
          path.getFileName()
              + " "
              + file.path("records")
              + " "
              + file.path("bytes")
              + " "
              + file.path("record"));
    }
    List<String> shownFiles = new ArrayList<>();
    page.files()
        .path("topics")
        .forEach(
            each -> {
              if (page.hours()
                  .path("topics")
                  .get(each.get(0).asInt())
                  .path("name")
                  .asText()
                  .equals(topic)) {
                each.get(1)
                    .forEach(
                        row ->
                            shownFiles.add(
                                row.get(2).asText().replaceFirst("^[*]", topic)
                                    + " "
                                    + row.get(4)
                                    + " "
                                    + row.get(5)
                                    + " "
                                    + row.get(6)));
              }
            });
    assertThat(shownFiles).containsExactlyInAnyOrderElementsOf(files);

    List<String> runs = new ArrayList<>();
    for (String line : job.command("history", "--json", "-n", "0").stdout().lines().toList()) {
      JsonNode run = new ObjectMapper().readTree(line);
      runs.add(
          run.path("run").asText()
              + " "
              + run.path("messages")
              + " "
              + run.path("bytes")
              + " "
              + run.path("files")
              + " "
              + run.path("rejected"));
    }
    List<String> shownRuns = new ArrayList<>();
    for (JsonNode run : page.rows().path("runs").path("rows")) {
      JsonNode sums = run.get(7);
      shownRuns.add(
          run.get(0).asText()
              + " "
              + sums.get(0)
              + " "
              + sums.get(1)
              + " "
              + sums.get(2)
              + " "
              + sums.get(3));
    }
    assertThat(shownRuns).isEqualTo(runs);
  }

  /** The end offset of the only partition. */
  private static long end(Cluster cluster, String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return cluster
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static String asUri(String path) {
    return path.startsWith("/") ? "file://" + path : path;
  }

  private static void add(Map<String, Long> sums, int hour, long n) {
    if (n != 0) {
      sums.merge(Integer.toString(hour), n, Long::sum);
    }
  }

  private static Map<String, Long> numbers(JsonNode node) {
    Map<String, Long> numbers = new TreeMap<>();
    node.properties().forEach(it -> numbers.put(it.getKey(), it.getValue().asLong()));
    return numbers;
  }

  private static void run(Job job) throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isIn(0, 4);
  }

  @Test
  void lateDataAndLostRecordsAreOnThePageToTheMessage(Cluster cluster) throws Exception {
    String topic = cluster.topic("shown", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, topic, 0, 300, "message ");
    run(job);
    send(cluster, audit, topic, 1, 200, "message ");
    run(job);

    Page balanced = report(job);
    int at = balanced.hour(hour);
    assertThat(balanced.html()).contains("BALANCED").doesNotContain("NOT BALANCED");
    assertThat(balanced.topic(topic).path("books").asText().charAt(at)).isEqualTo('c');
    assertThat(balanced.topic(topic).path("buckets").asText().charAt(at)).isEqualTo('c');
    assertThat(balanced.topic(topic).path("held").get(at).asLong()).isEqualTo(500);
    assertThat(balanced.rows().path("runs").path("rows")).hasSize(2);
    assertSameAsTheVerbs(job, balanced, topic);

    send(cluster, audit, topic, 0, 7, "late ");
    run(job);
    Page late = report(job);
    assertThat(late.topic(topic).path("books").asText().charAt(at)).isEqualTo('c');
    assertThat(late.topic(topic).path("late").path("" + at).asLong())
        .as("all that was sent after the first run had pulled everything")
        .isEqualTo(207);
    assertSameAsTheVerbs(job, late, topic);

    send(cluster, audit, topic, 2, 500, "message ");
    cluster.deleteRecords(topic, 0, 507 + 211);
    Page unread = report(job);
    assertThat(unread.rows().path("positions").path("lost").asLong()).isEqualTo(211);
    assertThat(unread.html()).contains("211 offsets lost");
    Outcome lost = job.run();
    assertThat(lost.exit()).as(lost.toString()).isEqualTo(4);
    Page after = report(job);
    assertThat(after.html()).contains("NOT BALANCED", "missing 211 in 1 window");
    assertThat(after.topic(topic).path("books").asText().charAt(at)).isEqualTo('m');
    assertThat(after.topic(topic).path("missing").path("" + at).asLong()).isEqualTo(211);
    assertThat(after.rows().path("positions").path("lost").asLong()).isZero();
    assertSameAsTheVerbs(job, after, topic);
    assertThat(job.command("audit").exit()).isEqualTo(4);
  }

  @Test
  void whatAKilledProducerDidNotPublishIsOnThePageToTheMessage(Cluster cluster) throws Exception {
    String topic = cluster.topic("killed", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    Process producer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ProducerAuditIT.Endless.class.getName(),
                cluster.bootstrap(),
                audit,
                topic)
            .inheritIO()
            .start();
    try {
      Await.until("counts are published", Duration.ofSeconds(60), () -> end(cluster, audit) > 0);
    } finally {
      producer.destroyForcibly().waitFor();
    }
    run(job);

    Instant begin = Instant.ofEpochMilli(ProducerAuditIT.FIRST).truncatedTo(ChronoUnit.HOURS);
    String[] span = {
      "--from", begin.toString(), "--to", begin.plus(Duration.ofHours(1)).toString()
    };
    Page page = report(job, span);
    assertThat(page.topic(topic).path("books").asText()).isEqualTo("d");
    JsonNode row =
        job.command("audit", "--json", span[0], span[1], span[2], span[3])
            .json()
            .path("windows")
            .get(0);
    assertThat(row.path("state").asText()).isEqualTo("surplus");
    assertThat(page.topic(topic).path("doubled").path("0").asLong())
        .isEqualTo(row.path("held").asLong() - row.path("tiers").path("producer").asLong())
        .isPositive();
    assertThat(page.topic(topic).path("held").get(0).asLong()).isEqualTo(end(cluster, topic));
  }

  @Test
  void deadLettersHaveTheirCauseASampleAndTheirFile(Cluster cluster) throws Exception {
    String topic = cluster.topic("letters", 1);
    String audit = cluster.topic("Audit", 1);
    Job job =
        job(cluster, topic, audit)
            .topic(topic, Form.JSON)
            .set("etl.max.percent.skipped.other", "100");
    send(cluster, audit, topic, 0, 3, "not JSON </script> ");
    run(job);

    Page page = report(job);
    JsonNode row = page.rows().path("letters").path("rows").get(0);
    assertThat(row.get(1).asText()).isEqualTo("malformed");
    assertThat(row.get(2).asLong()).isEqualTo(3);
    JsonNode sample = row.get(5).get(0);
    assertThat(sample.get(0).asText()).startsWith(topic + "-0@");
    Path file = Path.of(URI.create(asUri(sample.get(4).asText())).getPath());
    assertThat(file).isRegularFile();
    assertThat(page.topic(topic).path("left").path("" + page.hour(hour)).asLong()).isEqualTo(3);
    assertSameAsTheVerbs(job, page, topic);
  }

  @Test
  void withoutKafkaThePageHasTheCommitLogAndSaysWhatIsUnknown(Cluster cluster) throws Exception {
    String topic = cluster.topic("down", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, topic, 0, 300, "message ");
    run(job);

    Page skipped = report(job, "--no-kafka");
    int at = skipped.hour(hour);
    assertThat(skipped.html()).contains("NOT AUDITED", "Kafka was not asked (--no-kafka).");
    assertThat(skipped.topic(topic).path("books").asText().charAt(at)).isEqualTo('-');
    assertThat(skipped.topic(topic).path("buckets").asText().charAt(at)).isEqualTo('c');
    assertThat(skipped.topic(topic).path("held").get(at).asLong()).isEqualTo(300);
    assertThat(skipped.rows().has("positions")).isFalse();

    job.set("kafka.brokers", "127.0.0.1:1")
        .set("kafka.admin.default.api.timeout.ms", "3000")
        .set("kafka.admin.request.timeout.ms", "1000");
    Page down = report(job);
    assertThat(down.html()).contains("Kafka did not answer: ");
    assertThat(down.topic(topic).path("held").get(at).asLong()).isEqualTo(300);
    assertThat(down.rows().path("runs").path("rows")).hasSize(1);

    job.set("kafka.brokers", cluster.bootstrap()).set("camus.audit.topic", "NoSuchTopic");
    Page unaudited = report(job);
    assertThat(unaudited.html()).contains("there is no audit topic NoSuchTopic");
    assertThat(unaudited.rows().path("positions").path("rows")).hasSize(1);
    assertThat(unaudited.topic(topic).path("books").asText().charAt(at)).isEqualTo('-');
    assertThat(unaudited.topic(topic).path("held").get(at).asLong()).isEqualTo(300);
  }

  @Test
  void theServedPageFollowsTheLogUntilASignalEndsTheServer(Cluster cluster) throws Exception {
    String topic = cluster.topic("served", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, topic, 0, 300, "message ");
    run(job);
    List<String> arguments =
        List.of("serve", "-P", job.properties().toString(), "--port", "0", "--every", "1s");
    try (CamusProcess server = job.process(arguments)) {
      URI url = URI.create(announced(server));
      int at = page(url).hour(hour);
      assertThat(page(url).topic(topic).path("held").get(at).asLong()).isEqualTo(300);
      send(cluster, audit, topic, 0, 20, "message ");
      run(job);
      Await.until(
          "the page shows the new messages",
          Duration.ofSeconds(60),
          () -> page(url).topic(topic).path("held").get(at).asLong() == 320);

      Path log = job.base().resolve("commits");
      Files.move(log, folder.resolve("elsewhere"));
      Files.writeString(log, "not a directory");
      Await.until(
          "the broken log is reported", Duration.ofSeconds(60), () -> get(url).statusCode() == 503);
      assertThat(get(url).body()).startsWith("The report cannot be made: ");
      Files.delete(log);
      Files.move(folder.resolve("elsewhere"), log);
      Await.until(
          "the server lives on", Duration.ofSeconds(60), () -> get(url).statusCode() == 200);

      server.signal("TERM");
      Outcome ended = server.await();
      assertThat(ended.exit()).as(ended.toString()).isEqualTo(143);
    }
  }

  private String announced(CamusProcess server) throws Exception {
    Pattern url = Pattern.compile("Serving (http://127[.]0[.]0[.]1:[0-9]+/)");
    Await.until(
        "the server says where it is",
        Duration.ofSeconds(60),
        () -> url.matcher(server.stdout()).find());
    Matcher found = url.matcher(server.stdout());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static Page page(URI url) throws Exception {
    return Page.of(get(url).body());
  }

  private static HttpResponse<String> get(URI url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }
}
