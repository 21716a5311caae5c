package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardLogTest {
  private static final File EXAMPLE = new File("src/main/dist/conf/logback.xml.example");

  private final LoggerContext context = new LoggerContext();

  @Test
  void itLogsWhatTheExampleOfAFileSays() throws JoranException {
    LoggerContext fromFile = new LoggerContext();
    JoranConfigurator joran = new JoranConfigurator();
    joran.setContext(fromFile);
    joran.doConfigure(EXAMPLE);

    assertThat(new StandardLog(name -> false).configure(context))
        .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

    assertThat(levels(context)).isEqualTo(levels(fromFile)).containsEntry("io.camus", "WARN");
    assertThat(outputs(context)).isEqualTo(outputs(fromFile)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback.xml", "logback-test.xml"})
  void aFileOfTheUserStandsAboveIt(String file) {
    assertThat(new StandardLog(file::equals).configure(context))
        .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(outputs(context)).isEmpty();
  }

  private static Map<String, String> levels(LoggerContext context) {
    Map<String, String> levels = new TreeMap<>();
    for (Logger logger : context.getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), logger.getLevel().levelStr);
      }
    }
    return levels;
  }

  private static List<String> outputs(LoggerContext context) {
    List<String> outputs = new ArrayList<>();
    Iterator<Appender<ILoggingEvent>> appenders =
        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
    while (appenders.hasNext()) {
      ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) appenders.next();
      PatternLayoutEncoder encoder = (PatternLayoutEncoder) appender.getEncoder();
      outputs.add(
          String.format(
              Locale.ROOT,
              "%s %s %s %b",
              appender.getName(),
              appender.getTarget(),
              encoder.getPattern(),
              appender.isStarted() && encoder.isStarted()));
    }
    return outputs;
  }
}
