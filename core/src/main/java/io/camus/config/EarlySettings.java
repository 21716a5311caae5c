package io.camus.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings that are needed before all keys are known: those for fetching plug-ins, which have
 * keys of their own, and for reading further settings. An invalid one counts as missing; {@link
 * CamusConfig#parse} reports it.
 */
public final class EarlySettings {
  private final ParsedSettings settings;

  private EarlySettings(ParsedSettings settings) {
    this.settings = settings;
  }

  /** Those among the given settings, under any spelling. */
  public static EarlySettings of(Map<String, String> settings) {
    return new EarlySettings(
        new SettingsParser(KeyCatalog.INSTALLED, settings, Redaction.AS_WRITTEN).parsed());
  }

  /** The login to Hadoop. */
  public Optional<KerberosLogin> kerberosLogin() {
    return valid(KerberosLogin::of);
  }

  /** The given Hadoop properties. */
  public Map<String, String> hadoopProperties() {
    return settings.hadoop();
  }

  /** The plug-ins to fetch. */
  public Optional<RemotePlugIns> plugIns() {
    return valid(RemotePlugIns::of);
  }

  private <T> Optional<T> valid(Function<ParsedSettings, Optional<T>> value) {
    try {
      return value.apply(settings);
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }
}
