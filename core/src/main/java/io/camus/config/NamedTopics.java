package io.camus.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The topics that settings name: in the names of keys, in lists of topics, in the white list. */
final class NamedTopics {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private final SortedMap<String, String> settingByTopic = new TreeMap<>();

  NamedTopics(Given given) {
    addWanted(given);
    for (String setting : given.perTopic().keySet()) {
      String key = KeyCatalog.findPerTopic(setting).orElseThrow().name();
      settingByTopic.put(setting.substring(key.length() + 1), setting);
    }
    addAll(PullKeys.MOVE_TO_LATEST, given);
    addAll(AuditKeys.IGNORE_SERVICE, given);
  }

  /** Patterns of the white list that are names, with or without care for their dots. */
  private void addWanted(Given given) {
    List<Pattern> black = given.value(KafkaKeys.BLACKLIST);
    for (Pattern white : given.value(KafkaKeys.WHITELIST)) {
      String name = white.pattern().replace("[.]", ".").replace("\\.", ".");
      if (NAME.matcher(name).matches()
          && black.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
        settingByTopic.put(name, KafkaKeys.WHITELIST.name());
      }
    }
  }

  private void addAll(Key<TopicSet> key, Given given) {
    given.value(key).topics().forEach(topic -> settingByTopic.put(topic, key.name()));
  }

  /** One of the settings of each topic. */
  SortedMap<String, String> settingByTopic() {
    return Collections.unmodifiableSortedMap(settingByTopic);
  }
}
