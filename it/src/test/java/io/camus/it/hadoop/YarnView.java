package io.camus.it.hadoop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.fixture.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.CounterGroup;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** What people see of applications: in the resource manager, and in the job history. */
final class YarnView implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Configuration conf = new YarnConfiguration();
  private final Cluster cluster;

  /**
   * @param directory {@code HADOOP_CONF_DIR}
   */
  YarnView(Path directory) throws IOException {
    for (String part : List.of("core", "hdfs", "mapred", "yarn")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(directory.resolve(part + "-site.xml").toUri()));
    }
    conf.set("mapreduce.framework.name", "yarn");
    cluster = new Cluster(conf);
  }

  /** The applications of a user's tag, as the resource manager's REST interface shows them. */
  List<JsonNode> applications(String tag) throws Exception {
    URI uri =
        URI.create(
            String.format(
                Locale.ROOT,
                "http://%s/ws/v1/cluster/apps?applicationTags=%s",
                conf.get(YarnConfiguration.RM_WEBAPP_ADDRESS),
                tag));
    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build(),
                BodyHandlers.ofString())
            .body();
    List<JsonNode> applications = new ArrayList<>();
    new ObjectMapper().readTree(body).path("apps").path("app").forEach(applications::add);
    return applications;
  }

  /** The counters of a group of a job that has ended, by the names that are shown. */
  Map<String, Long> counters(String application, String group) throws Exception {
    Map<String, Long> shown = new TreeMap<>();
    CounterGroup counters = history(application).getCounters().getGroup(group);
    counters.forEach(counter -> shown.put(counter.getDisplayName(), counter.getValue()));
    return shown;
  }

  /** The reports of the tasks of a job that has ended. */
  List<TaskReport> tasks(String application) throws Exception {
    return List.of(history(application).getTaskReports(TaskType.MAP));
  }

  /** The history server scans for new jobs; a job that it does not know yet is none. */
  private Job history(String application) throws Exception {
    ApplicationId id = ApplicationId.fromString(application);
    JobID job = new JobID(Long.toString(id.getClusterTimestamp()), id.getId());
    List<Job> found = new ArrayList<>();
    Await.until(
        "the history of " + application,
        PATIENCE,
        () -> {
          found.clear();
          Job known = cluster.getJob(job);
          if (known != null) {
            found.add(known);
          }
          return known != null;
        });
    return found.get(0);
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
