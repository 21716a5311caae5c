package io.camus.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of an Azkaban job: its own and, merged into them, those of the server, the job
 * type, the whole project and the jobs before it. Most of them are none of Camus' business.
 */
public final class AzkabanProperties {
  /** What the properties begin with that a run leaves for the jobs after it. */
  public static final String RESULT = "camus.result.";

  private static final List<String> OURS = List.of("camus.", "etl.", "kafka.", "zookeeper.");
  private static final String TAGS = "mapreduce.job.tags";
  private static final String INJECTED_TAGS = "hadoop-inject." + TAGS;
  private static final int SLIPS = 2;

  private AzkabanProperties() {}

  /**
   * The settings of Camus among them, to be parsed. A property is left out only where it can be
   * none: what begins as our keys do, or is a slip of the pen away from one, stays in, so that a
   * misspelt key is told.
   */
  public static Map<String, String> settings(Map<String, String> properties) {
    Map<String, String> settings = new TreeMap<>(properties);
    settings.keySet().removeIf(name -> !concernsUs(name));
    keepTags(settings);
    return settings;
  }

  /** Azkaban marks its applications with tags of its own, beside which a user may have some. */
  private static void keepTags(Map<String, String> settings) {
    String injected = settings.get(INJECTED_TAGS);
    String own = settings.get(TAGS);
    if (injected != null && own != null) {
      settings.put(TAGS, own + "," + injected);
      settings.remove(INJECTED_TAGS);
    }
  }

  private static boolean concernsUs(String name) {
    if (name.startsWith(RESULT)) {
      return false;
    }
    return ForeignKeys.hasPrefix(name)
        || OURS.stream().anyMatch(name::startsWith)
        || isKey(name)
        || ForeignKeys.isHadoop(name)
        || (!ForeignKeys.isAzkaban(name) && (RefusedKey.find(name).isPresent() || isSlip(name)));
  }

  private static boolean isKey(String name) {
    return KeyCatalog.find(name).isPresent() || KeyCatalog.findPerTopic(name).isPresent();
  }

  private static boolean isSlip(String name) {
    return KeyCatalog.names().stream()
        .anyMatch(
            key ->
                Math.abs(key.length() - name.length()) <= SLIPS
                    && NearestName.distance(name, key) <= SLIPS);
  }
}
