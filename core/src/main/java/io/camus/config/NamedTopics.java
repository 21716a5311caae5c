package io.camus.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The topics that settings name, in the names of keys and in lists of topics. */
final class NamedTopics {
  private final SortedMap<String, String> settingByTopic = new TreeMap<>();

  NamedTopics(Given given) {
    for (String setting : given.perTopic().keySet()) {
      String key = KeyCatalog.findPerTopic(setting).orElseThrow().name();
      settingByTopic.put(setting.substring(key.length() + 1), setting);
    }
    addAll(PullKeys.MOVE_TO_LATEST, given);
    addAll(AuditKeys.IGNORE_SERVICE, given);
  }

  private void addAll(Key<TopicSet> key, Given given) {
    given.value(key).topics().forEach(topic -> settingByTopic.put(topic, key.name()));
  }

  /** One of the settings of each topic. */
  SortedMap<String, String> settingByTopic() {
    return Collections.unmodifiableSortedMap(settingByTopic);
  }
}
