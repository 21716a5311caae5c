package io.camus.cli.settings;

import io.camus.config.CamusConfig;
import io.camus.config.EarlySettings;
import io.camus.config.KeyCatalog;
import io.camus.config.PlugIn;
import io.camus.config.RemotePlugIns;
import io.camus.hadoop.HadoopLogin;
import io.camus.hadoop.PlugInJars;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Merged settings, unchecked.
 *
 * @param keys those that the settings may have: of this process, and of the plug-ins that they name
 * @param fault why these plug-ins are missing, if they are
 */
public record LoadedSettings(
    Map<String, String> values, KeyCatalog keys, Optional<CamusException> fault) {
  public LoadedSettings {
    values = Map.copyOf(values);
  }

  /** Merges settings. If they name plug-ins on Hadoop's file systems, logs in and copies them. */
  public static LoadedSettings of(Settings settings) {
    Map<String, String> first = settings.merged(KeyCatalog.INSTALLED);
    EarlySettings early = EarlySettings.of(first);
    Optional<RemotePlugIns> remote = early.plugIns();
    if (remote.isEmpty()) {
      return new LoadedSettings(first, KeyCatalog.INSTALLED, Optional.empty());
    }
    try {
      KeyCatalog keys = KeyCatalog.INSTALLED.with(fetched(remote.get(), early));
      return new LoadedSettings(settings.merged(keys), keys, Optional.empty());
    } catch (CamusException fault) {
      return new LoadedSettings(first, KeyCatalog.INSTALLED, Optional.of(fault));
    }
  }

  private static List<PlugIn> fetched(RemotePlugIns remote, EarlySettings early) {
    Configuration hadoop = new Configuration();
    early.hadoopProperties().forEach(hadoop::set);
    HadoopLogin.logIn(hadoop, early.kerberosLogin(), System.getenv());
    return PlugInJars.fetch(remote, hadoop);
  }

  /**
   * The configuration.
   *
   * @throws ConfigurationException naming every problem, one per line; or that of the {@link
   *     #fault}
   * @throws StorageException if the plug-ins' file system failed
   */
  public CamusConfig config() {
    fault.ifPresent(
        missing -> {
          throw missing;
        });
    return CamusConfig.parse(values, keys);
  }

  /** Every problem besides the {@link #fault}, one sentence each. */
  public List<String> problems() {
    return CamusConfig.check(values, keys);
  }

  /** Other settings, which may have the same keys. */
  public LoadedSettings with(Map<String, String> others) {
    return new LoadedSettings(others, keys, fault);
  }
}
