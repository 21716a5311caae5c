package io.camus.it.demo;

import io.camus.it.check.DataFiles;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lies in the demo's folder, counted by reading every file.
 *
 * @param records records in data files, by topic
 * @param rejected records in dead letters, by topic
 */
record Moved(Map<String, Long> records, Map<String, Long> rejected) {

  static Moved in(DemoFolder folder) {
    Map<String, Long> records = new TreeMap<>();
    Map<String, Long> rejected = new TreeMap<>();
    for (Feed feed : Feeds.ALL) {
      String topic = feed.topic();
      records.put(
          topic, DataFiles.of(folder.topics(), topic).stream().mapToLong(DataFiles::records).sum());
      rejected.put(topic, DataFiles.deadLetters(folder.history(), topic));
    }
    return new Moved(records, rejected);
  }

  static Moved nothing() {
    return new Moved(Map.of(), Map.of());
  }

  /** Records of a topic that are here and were not there before, dead letters included. */
  long since(Moved before, String topic) {
    return of(topic) - before.of(topic);
  }

  private long of(String topic) {
    return records.getOrDefault(topic, 0L) + rejected.getOrDefault(topic, 0L);
  }
}
