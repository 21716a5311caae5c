package io.camus.cli.settings;

import io.camus.config.AzkabanProperties;
import io.camus.config.KeyCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Settings in layers: a later layer overrides earlier ones, whichever spelling of a key they use.
 * Two spellings within one layer are kept, and the configuration reports them. Which names are
 * spellings of one key depends on the plug-ins, so the layers are merged last.
 */
public final class Settings {
  private final List<Function<KeyCatalog, Map<String, String>>> layers = new ArrayList<>();

  /** Adds settings that override the previous ones. */
  public void addLayer(Map<String, String> layer) {
    layers.add(keys -> layer);
  }

  /** The same for the properties of an Azkaban job, of which only some are settings of Camus. */
  public void addJob(Map<String, String> properties) {
    layers.add(keys -> AzkabanProperties.settings(properties, keys));
  }

  /** All settings, if these are the keys that they may have. */
  public Map<String, String> merged(KeyCatalog keys) {
    Map<String, String> merged = new TreeMap<>();
    for (Function<KeyCatalog, Map<String, String>> each : layers) {
      Map<String, String> layer = each.apply(keys);
      Set<String> replaced = new HashSet<>();
      layer.keySet().forEach(spelling -> replaced.add(keys.canonicalName(spelling)));
      merged.keySet().removeIf(spelling -> replaced.contains(keys.canonicalName(spelling)));
      merged.putAll(layer);
    }
    return Map.copyOf(merged);
  }
}
