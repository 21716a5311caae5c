package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.cli.settings.LoadedSettings;
import io.camus.cli.view.KeysPage;
import io.camus.config.CamusConfig;
import io.camus.config.ConfigurationPage;
import io.camus.model.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code camus config}: explains the keys, or checks a configuration. */
@Command(
    name = "config",
    sortOptions = false,
    description = {
      "Lists the keys with their defaults and meaning, or checks a configuration.",
      "",
      "With -P, -p or -D, shows every problem at once, checks that brokers, the schema registry and"
          + " file systems can be reached, and returns the exit code that a run would return.",
      "",
      "With --sample, also decodes a few records of each topic as a run would, and finds wrong"
          + " decoders and event times: exit code 2.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus config                         all keys",
      "  camus config schema                  keys about schemas",
      "  camus config -P camus.properties     check a file",
      "  camus config --sample -P camus.properties",
      "                                       check it against records of the topics"
    })
final class ConfigCommand extends ConfiguredVerb {
  /** Placeholders for the required keys when a setting is checked in isolation. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "kafka.brokers", "localhost:9092",
          "zookeeper.hosts", "localhost:2181",
          "etl.destination.path", "/d",
          "etl.execution.base.path", "/b",
          "etl.execution.history.path", "/h",
          "kafka.monitor.tier", "t");

  private static final String OFFLINE =
      "A run needs it only for schemas that are not cached, and then ends with exit code 3.";

  private static final Duration SAMPLING = Duration.ofSeconds(30);

  @Parameters(
      arity = "0..1",
      paramLabel = "WORD",
      description = "Only keys whose name or description contains this.")
  private String word;

  @Option(names = "--markdown", description = "Print docs/configuration.md.")
  private boolean markdown;

  @Option(
      names = "--sample",
      description =
          "Also decode a sample of each topic. Reads for 30 seconds at most; writes nothing.")
  private boolean sample;

  @Spec private CommandSpec spec;

  ConfigCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    int asked = (word == null ? 0 : 1) + (settings.given() ? 1 : 0) + (markdown ? 1 : 0);
    if (asked > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "give only one of: a word, settings to check, --markdown");
    }
    if (markdown) {
      terminal().out().print(ConfigurationPage.markdown());
      return ExitCode.OK.value();
    }
    refuseIf(
        sample && !settings.given(),
        "--sample checks settings: camus config --sample -P camus.properties");
    return settings.given() ? check() : list();
  }

  /** The settings that are valid in isolation, which suffice to check external systems. */
  private static LoadedSettings sound(LoadedSettings given) {
    Map<String, String> sound = new TreeMap<>();
    given
        .values()
        .forEach(
            (key, value) -> {
              Map<String, String> alone = new TreeMap<>(REQUIRED);
              alone.keySet().remove(given.keys().canonicalName(key));
              alone.put(key, value);
              if (given.with(alone).problems().isEmpty()) {
                sound.put(key, value);
              }
            });
    return given.with(sound);
  }

  private int list() {
    Page keys = KeysPage.of(word == null ? "" : word);
    terminal().show(keys);
    if (keys.isEmpty()) {
      terminal()
          .complain(
              WrongCall.isFile(word)
                  ? "to check a file, use camus config -P " + word
                  : "no key matches \"" + word + "\"; camus config lists all keys");
      return ExitCode.USAGE.value();
    }
    return ExitCode.OK.value();
  }

  private int check() {
    LoadedSettings given = settings.load();
    List<Finding> findings = new ArrayList<>();
    given.fault().ifPresent(it -> findings.add(new Finding(it.exitCode(), it.getMessage())));
    given.problems().forEach(it -> findings.add(new Finding(ExitCode.USAGE, it)));
    // Some settings are valid only together, so all are used if all are valid.
    LoadedSettings sound = findings.isEmpty() ? given : sound(given);
    List<String> remarks = new ArrayList<>();
    if (given.fault().isEmpty() && sound.problems().isEmpty()) {
      askOutside(sound.config(), findings, remarks);
    }
    Map<Boolean, List<Finding>> byWeight =
        findings.stream().collect(Collectors.partitioningBy(it -> it.code() == ExitCode.OK));
    List<Finding> problems = byWeight.get(false);
    Page page = new Page();
    if (problems.isEmpty()) {
      int warnings = byWeight.get(true).size();
      page.verdict(
          Tone.GOOD,
          "OK",
          Figures.count(given.values().size(), "setting")
              + ", "
              + (warnings == 0 ? "no problem" : Figures.count(warnings, "warning")));
    } else {
      page.verdict(Tone.BAD, Figures.count(problems.size(), "problem") + ":", "");
    }
    problems.forEach(it -> page.item(2, "-", it.sentence()));
    byWeight.get(true).forEach(it -> page.item(0, Tone.WARNING, "warning:", it.sentence()));
    remarks.forEach(remark -> page.paragraph(0, remark));
    if (problems.isEmpty()) {
      hint(page, given.config().plainSecrets());
    }
    terminal().show(page);
    return Finding.worst(problems).value();
  }

  /**
   * Checks brokers, file systems and the registry, then, if all of them work, records of the
   * topics.
   */
  private void askOutside(CamusConfig config, List<Finding> findings, List<String> remarks) {
    findings.addAll(operations().check(config));
    boolean works = Finding.worst(findings) == ExitCode.OK;
    Optional<RegistryAnswer> registry = works ? operations().registry(config) : Optional.empty();
    registry.ifPresent(
        answer ->
            answer
                .failure()
                .ifPresentOrElse(
                    why -> findings.add(new Finding(ExitCode.OK, why + ". " + OFFLINE)),
                    () -> remarks.add("The schema registry " + answer.place() + " answers.")));
    if (sample && works) {
      List<Finding> sampled =
          SampleLine.during(
              progress -> operations().sample(config, SAMPLING, progress), terminal());
      findings.addAll(sampled);
      if (Finding.worst(sampled) == ExitCode.OK) {
        remarks.add("Decoders and event times fit the sampled records.");
      }
    } else if (sample) {
      remarks.add("No records were sampled; fix these problems first.");
    }
  }

  private static void hint(Page page, Set<String> plainSecrets) {
    if (!plainSecrets.isEmpty()) {
      page.paragraph(
          0,
          "hint: the settings contain a secret in plain text: "
              + String.join(", ", plainSecrets)
              + ". Use a reference such as ${env:NAME} or ${credential:ALIAS} instead.");
    }
  }
}
