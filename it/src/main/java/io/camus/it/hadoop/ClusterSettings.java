package io.camus.it.hadoop;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a development cluster: small containers, short waits, no disk checks. */
final class ClusterSettings {
  private static final String JVM = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  /** Initial HDFS directories. */
  static final List<String> DIRECTORIES = List.of("/history", "/staging", "/tmp");

  private static final Map<String, String> HISTORY =
      Map.of(
          "mapreduce.jobhistory.done-dir", "/history/done",
          "mapreduce.jobhistory.intermediate-done-dir", "/history/intermediate",
          "yarn.app.mapreduce.am.staging-dir", "/staging");

  /** Server settings, except addresses. */
  static final Map<String, String> SERVERS =
      with(
          HISTORY,
          Map.ofEntries(
              entry("mapreduce.jobhistory.address", "127.0.0.1:0"),
              entry("mapreduce.jobhistory.admin.address", "127.0.0.1:0"),
              entry("mapreduce.jobhistory.webapp.address", "127.0.0.1:0"),
              entry("mapreduce.shuffle.port", "0"),
              entry("yarn.nodemanager.aux-services", "mapreduce_shuffle"),
              entry(
                  "yarn.nodemanager.aux-services.mapreduce_shuffle.class",
                  "org.apache.hadoop.mapred.ShuffleHandler"),
              entry("yarn.nodemanager.pmem-check-enabled", "false"),
              entry("yarn.nodemanager.vmem-check-enabled", "false"),
              entry("yarn.nodemanager.disk-health-checker.enable", "false"),
              entry("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "200"),
              entry(
                  "yarn.resourcemanager.scheduler.class",
                  "org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler"),
              entry("yarn.scheduler.capacity.root.queues", "default"),
              entry("yarn.scheduler.capacity.root.default.capacity", "100"),
              entry("yarn.scheduler.capacity.maximum-am-resource-percent", "0.9"),
              entry("yarn.scheduler.minimum-allocation-mb", "256")));

  private ClusterSettings() {}

  /**
   * Client settings.
   *
   * @param addresses of the servers
   * @param classPath of containers; absolute
   */
  static Map<String, String> ofClients(Map<String, String> addresses, String classPath) {
    return with(
        with(addresses, HISTORY),
        Map.ofEntries(
            entry("dfs.replication", "1"),
            entry("yarn.application.classpath", classPath),
            entry("mapreduce.application.classpath", classPath),
            // A master that has lost its resource manager exits quickly, since nothing else would
            // end it.
            entry("yarn.resourcemanager.connect.max-wait.ms", "20000"),
            entry("yarn.resourcemanager.connect.retry-interval.ms", "1000"),
            entry("yarn.app.mapreduce.am.resource.mb", "512"),
            entry("yarn.app.mapreduce.am.command-opts", JVM),
            entry("yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", "200"),
            entry("mapreduce.map.memory.mb", "512"),
            entry("mapreduce.map.java.opts", JVM)));
  }

  private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new TreeMap<>(one);
    both.putAll(other);
    return both;
  }
}
