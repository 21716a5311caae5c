package io.camus.zookeeper;

import io.camus.config.CamusConfig;
import io.camus.config.ZooKeeperSettings;
import java.util.HashMap;
import java.util.Map;

/** What tests configure. */
final class Settings {
  private Settings() {}

  static CamusConfig config(String hosts, String... keysAndValues) {
    Map<String, String> settings = new HashMap<>();
    settings.put("zookeeper.hosts", hosts);
    settings.put("etl.destination.path", "/d");
    settings.put("etl.execution.base.path", "/b");
    settings.put("etl.execution.history.path", "/h");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return CamusConfig.parse(settings);
  }

  static ZooKeeperSettings of(String hosts, String... keysAndValues) {
    return config(hosts, keysAndValues).zooKeeper().orElseThrow();
  }
}
