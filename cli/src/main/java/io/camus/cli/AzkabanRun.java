package io.camus.cli;

import io.camus.cli.settings.LoadedSettings;
import io.camus.cli.settings.Settings;
import io.camus.cli.terminal.ProgressLines;
import io.camus.cli.view.SummaryPage;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.report.Json;
import io.camus.report.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * A run as a job of Azkaban's types {@code java} and {@code hadoopJava}: {@link #call} runs, {@link
 * #close} stops it from another thread. It never exits the process.
 *
 * <p>Used by {@code com.linkedin.camus.etl.kafka.CamusJob} from another class loader, so its
 * interface uses only types of the JDK.
 */
public final class AzkabanRun implements Callable<Properties>, AutoCloseable {
  private final Map<String, String> properties;
  private final Context context;
  private final Interruption interruption = new Interruption();

  /** A run of this process. */
  public AzkabanRun(Properties properties) {
    this(properties, Context.ofProcess());
  }

  AzkabanRun(Properties properties, Context context) {
    this.properties = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> this.properties.put(name, properties.getProperty(name)));
    this.context = context;
  }

  /**
   * Runs, and prints the result on standard output.
   *
   * @return the properties for dependent jobs
   * @throws RunFailedException if the exit code would not be 0
   */
  @Override
  public Properties call() {
    Logging.configure(List.of(), context.terminal(), System.getProperties());
    RunSummary summary;
    try {
      summary = interruption.work(() -> context.output().of(this::runAndTell));
    } catch (CamusException e) {
      context.terminal().complain(e.getMessage());
      throw new RunFailedException(state(e.exitCode()) + ": " + e.getMessage());
    }
    if (summary.exitCode() != ExitCode.OK) {
      throw new RunFailedException(
          state(summary.exitCode()) + ": " + worst(summary) + committed(summary));
    }
    Properties result = new Properties();
    result.putAll(ResultProperties.of(summary));
    return result;
  }

  /** Stops the run; what its finished tasks have pulled is committed first. */
  @Override
  public void close() {
    interruption.stop();
  }

  private RunSummary runAndTell() {
    CamusConfig config = config();
    RunSummary summary =
        ProgressLines.during(
            listener -> context.operations().run(config, LiveRuns.RESPECT, listener),
            context.terminal());
    context.terminal().show(SummaryPage.of(config, summary));
    return summary;
  }

  private CamusConfig config() {
    Settings settings = new Settings();
    settings.addJob(properties);
    return LoadedSettings.of(settings).config();
  }

  private static String state(ExitCode code) {
    return "the run ended with exit code " + code.value() + " (" + Json.word(code) + ")";
  }

  private static String committed(RunSummary summary) {
    return summary.committedAnything()
        ? String.format(Locale.ROOT, "; %,d messages are committed", summary.total().messages())
        : "; nothing is committed";
  }

  private static String worst(RunSummary summary) {
    Problem worst = summary.problems().get(0);
    int others = summary.problems().size() - 1;
    String more = others == 0 ? "" : " (" + others + " more in the summary above)";
    return worst.where() + ": " + worst.message() + more;
  }
}
