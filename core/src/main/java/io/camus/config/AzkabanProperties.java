package io.camus.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of an Azkaban job, merged from the job itself, the server, the job type, the
 * project and earlier jobs. Most of them do not concern Camus.
 */
public final class AzkabanProperties {
  /** Prefix of the properties that a run writes for dependent jobs. */
  public static final String RESULT = "camus.result.";

  private static final List<String> OURS = List.of("camus.", "etl.", "kafka.", "zookeeper.");
  private static final String TAGS = "mapreduce.job.tags";
  private static final String INJECTED_TAGS = "hadoop-inject." + TAGS;
  private static final int SLIPS = 2;

  private AzkabanProperties() {}

  /**
   * The settings of Camus among them, to be parsed. A property with a prefix of our keys, or nearly
   * the name of one, is included, so a misspelt key is reported.
   *
   * @param keys our keys
   */
  public static Map<String, String> settings(Map<String, String> properties, KeyCatalog keys) {
    Map<String, String> settings = new TreeMap<>(properties);
    settings.keySet().removeIf(name -> !concernsUs(name, keys));
    keepTags(settings);
    return settings;
  }

  /** Azkaban tags its applications; a user may have further tags. */
  private static void keepTags(Map<String, String> settings) {
    String injected = settings.get(INJECTED_TAGS);
    String own = settings.get(TAGS);
    if (injected != null && own != null) {
      settings.put(TAGS, own + "," + injected);
      settings.remove(INJECTED_TAGS);
    }
  }

  private static boolean concernsUs(String name, KeyCatalog keys) {
    if (name.startsWith(RESULT)) {
      return false;
    }
    return ForeignKeys.hasPrefix(name)
        || OURS.stream().anyMatch(name::startsWith)
        || isKey(name, keys)
        || ForeignKeys.isHadoop(name)
        || (!ForeignKeys.isAzkaban(name)
            && (RefusedKey.find(name).isPresent() || isSlip(name, keys)));
  }

  private static boolean isKey(String name, KeyCatalog keys) {
    return keys.find(name).isPresent() || keys.findPerTopic(name).isPresent();
  }

  private static boolean isSlip(String name, KeyCatalog keys) {
    return keys.names().stream()
        .anyMatch(
            key ->
                Math.abs(key.length() - name.length()) <= SLIPS
                    && NearestName.distance(name, key) <= SLIPS);
  }
}
