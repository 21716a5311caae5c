package io.camus.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import java.util.function.Predicate;

/**
 * The default logging configuration, used if there is no {@code logback.xml}. It is the same as
 * {@code conf/logback.xml.example}, without the time that reading XML takes. Logback loads it as a
 * service before it searches for files.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public final class StandardLog extends ContextAwareBase implements Configurator {
  private static final List<String> FILES = List.of("logback-test.xml", "logback.xml");
  private static final String NAMED_FILE = "logback.configurationFile";

  private final Predicate<String> exists;

  /** Searches for files on the class path. */
  public StandardLog() {
    this(name -> StandardLog.class.getClassLoader().getResource(name) != null);
  }

  /**
   * @param exists whether a file is on the class path
   */
  StandardLog(Predicate<String> exists) {
    this.exists = exists;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(NAMED_FILE) != null || FILES.stream().anyMatch(exists)) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getStatusManager().add(new NopStatusListener());
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(standardError(context));
    context
        .getLogger("io.camus")
        .setLevel(Level.toLevel(System.getProperty(Logging.LEVEL, Level.WARN.levelStr)));
    // From libraries, only messages that require action.
    context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
    context.getLogger("org.apache.hadoop").setLevel(Level.ERROR);
    // It throws what it logs.
    context.getLogger("org.apache.hadoop.fs.FileContext").setLevel(Level.OFF);
    context.getLogger("org.apache.zookeeper").setLevel(Level.OFF);
    context.getLogger("org.apache.curator").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(System.getProperty(Logging.BEGIN, "") + "%-5level %msg%n%ex{short}");
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("STDERR");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
