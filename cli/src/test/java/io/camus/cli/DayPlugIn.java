package io.camus.cli;

import io.camus.plugin.PlugInJar;
import java.io.IOException;
import java.nio.file.Path;

/** A plug-in with a partitioner {@code days} and a key {@code com.example.day}. */
final class DayPlugIn {
  private DayPlugIn() {}

  static Path write(Path jar) throws IOException {
    return new PlugInJar()
        .with(
            "com.example.Days",
            """
            package com.example;
            import io.camus.config.*;
            public class Days implements io.camus.plugin.PartitionerProvider {
              private static final KeyGroup KEYS = KeyGroup.ofProvider();
              private static final Key<Integer> DAY =
                  KEYS.topicKey("com.example.day", KeyType.integer(1, 7), "1").means("A day.");
              public String name() { return "days"; }
              public KeyGroup keys() { return KEYS; }
              public io.camus.spi.Partitioner partitioner(TopicConfig topic) { return null; }
            }
            """)
        .provides("com.example.Days")
        .write(jar);
  }
}
