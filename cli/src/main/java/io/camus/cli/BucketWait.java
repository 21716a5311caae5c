package io.camus.cli;

import io.camus.cli.terminal.StatusLine;
import io.camus.cli.terminal.Terminal;
import io.camus.complete.CompletionQuery.Answer;
import io.camus.complete.CompletionQuery.State;
import io.camus.model.ConfigurationException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Polls the commit log until a bucket is complete or time is up. */
final class BucketWait {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh])");
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Supplier<Answer> question;
  private final Terminal terminal;

  /**
   * @param question reads the commit log
   * @param terminal shows the wait
   */
  BucketWait(Supplier<Answer> question, Terminal terminal) {
    this.question = question;
    this.terminal = terminal;
  }

  /**
   * Parses the duration of an option.
   *
   * @param text such as 45m; null for no time
   * @throws ConfigurationException if it is not a duration
   */
  static Duration timeout(String text) {
    return text == null ? Duration.ZERO : duration("--timeout", text);
  }

  /**
   * Parses the duration of any option.
   *
   * @throws ConfigurationException if it is not a duration
   */
  static Duration duration(String option, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new ConfigurationException(
          option + " " + text + ": must be a number with the unit s, m or h, such as 45m");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** The first final answer, or the last one when time is up. */
  Answer until(Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    StatusLine status = new StatusLine(terminal, InstantSource.system());
    try {
      while (true) {
        Answer answer = question.get();
        long left = deadlineNanos - System.nanoTime();
        boolean isFinal = answer.state() == State.COMPLETE || answer.state() == State.UNPROVEN;
        if (isFinal || left <= 0) {
          return answer;
        }
        if (status.isDue()) {
          status.show("wait     " + answer.directory() + " is not complete yet");
        }
        Thread.sleep(Math.min(PAUSE.toMillis(), Math.max(1, left / 1_000_000)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return question.get();
    } finally {
      status.end();
    }
  }
}
