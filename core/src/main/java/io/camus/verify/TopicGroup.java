package io.camus.verify;

import io.camus.model.ShortNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Topics whose files are checked together, which limits the names in memory.
 *
 * @param topics the topics, with their shortened names
 * @param all the same of every topic of the log
 * @param first whether this group also handles files of no topic in the log
 */
record TopicGroup(Set<String> topics, Set<String> all, boolean first) {

  /** Groups of at most {@code names} files, or of a single topic. At least one group. */
  static List<TopicGroup> of(SortedMap<String, TopicTotals> all, long names) {
    List<Set<String>> sets = new ArrayList<>();
    long room = 0;
    for (Map.Entry<String, TopicTotals> topic : all.entrySet()) {
      room -= topic.getValue().files();
      if (sets.isEmpty() || room < 0) {
        sets.add(new HashSet<>());
        room = names - topic.getValue().files();
      }
      Set<String> group = sets.get(sets.size() - 1);
      group.add(topic.getKey());
      group.add(ShortNames.ofPart(topic.getKey()));
    }
    if (sets.isEmpty()) {
      sets.add(Set.of());
    }
    List<TopicGroup> groups = new ArrayList<>();
    Set<String> known = new HashSet<>();
    sets.forEach(known::addAll);
    for (Set<String> set : sets) {
      groups.add(new TopicGroup(set, known, groups.isEmpty()));
    }
    return groups;
  }

  /** Whether this group handles a topic, or files of no topic. */
  boolean judges(String name) {
    return topics.contains(name) || (first && !all.contains(name));
  }
}
