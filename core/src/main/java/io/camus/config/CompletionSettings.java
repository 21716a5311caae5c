package io.camus.config;

import io.camus.model.Completion.LateMarker;
import java.time.Duration;
import java.util.List;

/** Settings of complete buckets. */
public final class CompletionSettings {
  static final KeyGroup KEYS =
      new KeyGroup(
          "Complete buckets", "Which directories are complete, and the markers that show it.");

  public static final Key<Boolean> COMPLETE =
      KEYS.topicKey("camus.complete", KeyType.YES_NO, "false")
          .means(
              "If true, each run proves which directories are complete, records that in the commit"
                  + " log, and writes a marker into each of them.");

  public static final Key<Duration> SETTLE =
      KEYS.topicKey("camus.complete.settle.ms", KeyType.MILLISECONDS, "600000")
          .means(
              "How long after the end of a directory's time span its records may arrive in Kafka"
                  + " and still be in time, in milliseconds.");

  public static final Key<List<String>> TIERS =
      KEYS.topicKey("camus.complete.tiers", KeyType.LIST, "")
          .defaultMeans("none: offsets alone decide")
          .means(
              "Tiers that must also have counted exactly what the brokers held in a directory, before"
                  + " it is complete. Their counts are read from camus.audit.topic. The first"
                  + " directory that does not balance stays open, and so do all later ones.");

  public static final Key<String> MARKER =
      KEYS.topicKey(
              "camus.complete.marker",
              KeyType.TEXT.where(
                  text -> text.matches("(?!\\.+$)[._][A-Za-z0-9._-]{1,60}"),
                  "must begin with _ or ., so that readers skip it, and have 2 to 61 letters,"
                      + " digits, dots, dashes and _, not only dots"),
              "_COMPLETE")
          .means(
              "Name of the marker files. It begins with _ or ., so that readers of the data skip it.");

  /** Where late records go. */
  public enum LateRecords {
    /** Into the directory of their event time. */
    REOPEN,
    /** Into a directory of their own. */
    SEPARATE
  }

  public static final Key<LateRecords> LATE =
      KEYS.topicKey("camus.late", KeyType.oneOf(LateRecords.values()), "reopen")
          .means(
              "Where records go if their directory was complete before the run began. reopen: into"
                  + " that directory. separate: into the same directory below late/ in the topic's"
                  + " directory.");

  public static final Key<LateMarker> LATE_MARKER =
      KEYS.topicKey("camus.late.marker", KeyType.oneOf(LateMarker.values()), "renew")
          .means(
              "What happens to the marker of a directory that gets late records. renew: a marker"
                  + " with the new sums replaces it. withdraw: it is deleted and not written again.");

  private CompletionSettings() {}
}
