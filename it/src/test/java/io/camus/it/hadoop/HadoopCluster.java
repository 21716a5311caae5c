package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.it.fixture.Await;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.mapred.ClientCache;
import org.apache.hadoop.mapred.ResourceMgrDelegate;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** A {@link DevHadoop} with clients to look into it. */
final class HadoopCluster implements AutoCloseable {
  private static final Duration APPLICATION_DEADLINE = Duration.ofMinutes(2);

  private final DevHadoop servers;
  private final FileSystem files;
  private final YarnClient yarn = YarnClient.createYarnClient();

  private HadoopCluster(DevHadoop servers) throws IOException {
    this.servers = servers;
    Configuration conf = new YarnConfiguration();
    for (String part : List.of("core", "hdfs", "mapred", "yarn")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(servers.conf().resolve(part + "-site.xml").toUri()));
    }
    files = FileSystem.newInstance(conf);
    yarn.init(conf);
    yarn.start();
  }

  /** Starts the servers in a folder, on the jars that the build has collected. */
  static HadoopCluster start(Path folder) throws IOException {
    return new HadoopCluster(
        DevHadoop.start(folder, Path.of(System.getProperty("camus.hadoop.lib"))));
  }

  /** The directory for {@code HADOOP_CONF_DIR}. */
  Path conf() {
    return servers.conf();
  }

  /** A path on HDFS, with its scheme. */
  String uri(String path) {
    return files.getUri() + path;
  }

  /** Waits until the one application that has not ended runs. */
  ApplicationId running() throws Exception {
    List<ApplicationReport> found = new ArrayList<>();
    Await.until(
        "an application runs",
        APPLICATION_DEADLINE,
        () -> {
          found.clear();
          found.addAll(yarn.getApplications(EnumSet.of(YarnApplicationState.RUNNING)));
          return !found.isEmpty();
        });
    return found.get(0).getApplicationId();
  }

  /** The application that was submitted last, whether it has ended or not. */
  ApplicationId newest() throws Exception {
    return yarn.getApplications().stream()
        .map(ApplicationReport::getApplicationId)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Kills what still runs, and returns when it has ended. */
  void killAll() throws Exception {
    for (ApplicationReport left :
        yarn.getApplications(
            EnumSet.of(YarnApplicationState.ACCEPTED, YarnApplicationState.RUNNING))) {
      yarn.killApplication(left.getApplicationId());
      end(left.getApplicationId());
    }
  }

  /** Waits for the end of an application, and says how it ended. */
  FinalApplicationStatus end(ApplicationId application) throws Exception {
    Await.until(
        application + " has ended",
        APPLICATION_DEADLINE,
        () -> yarn.getApplicationReport(application).getFinishTime() > 0);
    return yarn.getApplicationReport(application).getFinalApplicationStatus();
  }

  /** The servers, to be harmed. */
  DevHadoop servers() {
    return servers;
  }

  /** Whether there is such a file or directory. */
  boolean exists(String path) throws IOException {
    return files.exists(new org.apache.hadoop.fs.Path(path));
  }

  /** Copies a local file. */
  void copyUp(Path local, String path) throws IOException {
    files.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(local.toUri()), new org.apache.hadoop.fs.Path(path));
  }

  /** Waits for a file or directory. */
  void awaitPath(String path) throws Exception {
    Await.until(path + " is on HDFS", APPLICATION_DEADLINE, () -> exists(path));
  }

  /** The logs of the containers of an application that mention something. */
  String logs(ApplicationId application, String mention) throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> below = Files.walk(servers.conf().resolveSibling("servers"))) {
      for (Path log : below.filter(path -> isLogOf(application, path)).sorted().toList()) {
        String text = Files.readString(log);
        if (text.contains(mention)) {
          logs.append(text);
        }
      }
    }
    return logs.toString();
  }

  private static boolean isLogOf(ApplicationId application, Path path) {
    return path.getFileName().toString().equals("syslog")
        && path.getParent().getParent().getFileName().toString().equals(application.toString());
  }

  /** Lets the name node refuse every change. */
  void enterSafeMode() throws IOException {
    ((DistributedFileSystem) files).setSafeMode(SafeModeAction.ENTER);
  }

  /** Lets the name node work again. */
  void leaveSafeMode() throws IOException {
    ((DistributedFileSystem) files).setSafeMode(SafeModeAction.LEAVE);
  }

  /**
   * Waits until the application master calls so many tasks done; their attempts, as it numbers
   * them.
   */
  List<String> doneAttempts(ApplicationId application, int atLeast) throws Exception {
    List<String> done = new ArrayList<>();
    JobID job = TypeConverter.fromYarn(application);
    ResourceMgrDelegate manager = new ResourceMgrDelegate(new YarnConfiguration(yarn.getConfig()));
    try {
      Await.until(
          atLeast + " tasks of " + application + " are done",
          APPLICATION_DEADLINE,
          () -> {
            done.clear();
            ClientCache masters = new ClientCache(yarn.getConfig(), manager);
            for (TaskReport task : masters.getClient(job).getTaskReports(job, TaskType.MAP)) {
              if (task.getCurrentStatus() == TIPStatus.COMPLETE) {
                done.add(task.getSuccessfulTaskAttemptId().toString());
              }
            }
            return done.size() >= atLeast;
          });
    } finally {
      manager.stop();
    }
    return done;
  }

  /** Names of what lies in a directory. */
  List<String> names(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    for (var status : files.listStatus(new org.apache.hadoop.fs.Path(directory))) {
      names.add(status.getPath().getName());
    }
    return names;
  }

  /** Number of files below a directory. */
  int countBelow(String directory) throws IOException {
    return (int) everything(directory).stream().filter(line -> !line.endsWith("/")).count();
  }

  /** Every path below a directory, sorted, with length and time of last change. */
  List<String> everything(String directory) throws IOException {
    List<String> all = new ArrayList<>();
    collect(new org.apache.hadoop.fs.Path(directory), all);
    return all;
  }

  private void collect(org.apache.hadoop.fs.Path directory, List<String> all) throws IOException {
    FileStatus[] children;
    try {
      children = files.listStatus(directory);
    } catch (FileNotFoundException e) {
      return; // There is none yet, or no more.
    }
    for (FileStatus child : children) {
      all.add(
          String.format(
              Locale.ROOT,
              "%s %d %d%s",
              child.getPath().toUri().getPath(),
              child.getLen(),
              child.getModificationTime(),
              child.isDirectory() ? "/" : ""));
      if (child.isDirectory()) {
        collect(child.getPath(), all);
      }
    }
  }

  /** The text of a file. */
  String text(String path) throws IOException {
    try (var in = files.open(new org.apache.hadoop.fs.Path(path))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The text of all files below a directory whose names end so. */
  List<String> texts(String directory, String ending) throws IOException {
    List<String> texts = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all =
        files.listFiles(new org.apache.hadoop.fs.Path(directory), true);
    while (all.hasNext()) {
      var file = all.next().getPath();
      if (file.getName().endsWith(ending)) {
        try (var in = files.open(file)) {
          texts.add(new String(in.readAllBytes(), UTF_8));
        }
      }
    }
    return texts;
  }

  /** Copies a directory to the local disk, where none is yet. */
  void copyDown(String directory, Path local) throws IOException {
    files.copyToLocalFile(
        false,
        new org.apache.hadoop.fs.Path(directory),
        new org.apache.hadoop.fs.Path(local.toUri()),
        true);
  }

  @Override
  public void close() throws IOException {
    try (servers;
        files) {
      yarn.stop();
    }
  }
}
