package io.camus.cli.settings;

import io.camus.config.KeyCatalog;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings in layers: a later layer overrides earlier ones, whichever spelling of a key they use.
 * Two spellings within one layer are kept, and the configuration reports them.
 */
public final class Settings {
  private final Map<String, String> merged = new TreeMap<>();

  /** Adds settings that override the previous ones. */
  public void addLayer(Map<String, String> layer) {
    Set<String> replaced = new HashSet<>();
    layer.keySet().forEach(spelling -> replaced.add(KeyCatalog.canonicalName(spelling)));
    merged.keySet().removeIf(spelling -> replaced.contains(KeyCatalog.canonicalName(spelling)));
    merged.putAll(layer);
  }

  /** All settings. */
  public Map<String, String> toMap() {
    return Map.copyOf(merged);
  }
}
