package io.camus.cli;

import io.camus.cli.settings.JobInput;
import io.camus.cli.settings.LoadedSettings;
import io.camus.cli.settings.PropertyFiles;
import io.camus.cli.settings.Settings;
import io.camus.config.CamusConfig;
import io.camus.config.EarlySettings;
import io.camus.config.KerberosLogin;
import io.camus.config.KeyCatalog;
import io.camus.hadoop.HadoopLogin;
import io.camus.model.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name the configuration; the same for every verb that needs one. */
final class SettingsOptions {
  @Option(
      names = "-P",
      paramLabel = "FILE",
      description =
          "Properties file: a local path, or a URL such as hdfs://host/path. Repeatable; later files"
              + " override earlier ones.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "-p",
      paramLabel = "RESOURCE",
      description = "Properties file on the class path. -P and -D override it.")
  private List<String> resources = new ArrayList<>();

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Sets one key. Overrides every file, whatever the order.")
  private Map<String, String> definitions = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  boolean given() {
    return !files.isEmpty() || !resources.isEmpty() || !definitions.isEmpty();
  }

  /**
   * The options as they were given, for repeating them, without secret values.
   *
   * @param keys settings that are omitted if they are single options
   * @param config what they gave
   */
  List<String> wordsWithout(Set<String> keys, CamusConfig config) {
    List<String> words = new ArrayList<>();
    resources.forEach(name -> words.addAll(List.of("-p", name)));
    files.forEach(name -> words.addAll(List.of("-P", name)));
    definitions.forEach(
        (spelling, value) -> {
          String key = config.keys().canonicalName(spelling);
          if (!keys.contains(key)) {
            String shown = config.secretNames().contains(key) ? "..." : value;
            words.addAll(List.of("-D", spelling + "=" + shown));
          }
        });
    return words;
  }

  LoadedSettings load() {
    return load(System.getenv());
  }

  /**
   * @param environment may name the properties of the scheduler's job; they are used if no others
   *     are named
   */
  LoadedSettings load(Map<String, String> environment) {
    Settings settings = new Settings();
    if (files.isEmpty() && resources.isEmpty()) {
      Optional<Map<String, String>> job = JobInput.properties(environment);
      if (definitions.isEmpty() && job.isEmpty()) {
        throw new ConfigurationException(
            "no settings: name a properties file, as in camus "
                + verb.name()
                + " -P camus.properties; camus config lists the keys");
      }
      job.ifPresent(settings::addJob);
    }
    resources.forEach(name -> settings.addLayer(PropertyFiles.resource(name)));
    for (String name : files) {
      if (PropertyFiles.isOnHadoop(name)) {
        logIn(name, settings);
      }
      settings.addLayer(PropertyFiles.file(name));
    }
    settings.addLayer(definitions);
    return LoadedSettings.of(settings);
  }

  /** The login for a file on Hadoop is in the files before it, or in -D. */
  private void logIn(String name, Settings before) {
    Settings known = new Settings();
    known.addLayer(before.merged(KeyCatalog.INSTALLED));
    known.addLayer(definitions);
    Optional<KerberosLogin> login =
        EarlySettings.of(known.merged(KeyCatalog.INSTALLED)).kerberosLogin();
    HadoopLogin.logIn(new Configuration(), login, System.getenv());
    HadoopLogin.requireCredentials(name);
  }

  CamusConfig config() {
    return load().config();
  }
}
