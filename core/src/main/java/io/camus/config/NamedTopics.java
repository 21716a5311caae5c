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

  NamedTopics(ParsedSettings settings) {
    addWanted(settings);
    settings.perTopic().forEach((name, own) -> settingByTopic.put(own.topic(), name));
    addAll(PullSettings.MOVE_TO_LATEST, settings);
    addAll(AuditSettings.IGNORE_SERVICE, settings);
  }

  /** Patterns of the white list that are names, with or without care for their dots. */
  private void addWanted(ParsedSettings settings) {
    List<Pattern> black = settings.value(KafkaSettings.BLACKLIST);
    for (Pattern white : settings.value(KafkaSettings.WHITELIST)) {
      String name = white.pattern().replace("[.]", ".").replace("\\.", ".");
      if (NAME.matcher(name).matches()
          && black.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
        settingByTopic.put(name, KafkaSettings.WHITELIST.name());
      }
    }
  }

  private void addAll(Key<TopicSet> key, ParsedSettings settings) {
    settings.value(key).topics().forEach(topic -> settingByTopic.put(topic, key.name()));
  }

  /** One of the settings of each topic. */
  SortedMap<String, String> settingByTopic() {
    return Collections.unmodifiableSortedMap(settingByTopic);
  }
}
