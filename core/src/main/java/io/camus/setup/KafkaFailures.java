package io.camus.setup;

import io.camus.failure.KafkaRefusal;
import io.camus.model.SourceException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates messages about failed requests to Kafka: what, which brokers, why, and what to do.
 *
 * @param brokers the bootstrap servers
 * @param findings finds out why these do not answer
 */
record KafkaFailures(String brokers, Supplier<String> findings) {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFailures.class);

  /** Logs that the brokers have not answered for some seconds. */
  void reportSilence(Deadline deadline) {
    LOG.warn(
        "no answer from Kafka yet ({}); retrying for {} s",
        findings.get(),
        Math.max(1, deadline.allowed().toSeconds()));
  }

  /**
   * The exception for a client that could not be created. Omits Kafka's message about a login
   * configuration, which may quote it.
   */
  SourceException noClient(RuntimeException failure) {
    return KafkaRefusal.noClient(
        "a client for the Kafka brokers " + brokers,
        "kafka.brokers or the client's settings",
        failure);
  }

  /** The exception for failed answers. */
  SourceException failed(String what, Answers<?, ?> answers, Deadline deadline) {
    return failed(what, answers, deadline, firstEntry(answers).getValue());
  }

  private SourceException failed(
      String what, Answers<?, ?> answers, Deadline deadline, Throwable failure) {
    return new SourceException(
        KafkaRefusal.reason(failure)
            .map(
                reason ->
                    String.format(
                        Locale.ROOT,
                        "the Kafka brokers %s refused to return %s: %s",
                        brokers,
                        what,
                        reason))
            .orElseGet(() -> describe(what, answers, deadline) + "; " + advice(failure)),
        failure);
  }

  /** Fails if there is no answer, and warns about missing ones. */
  void throwIfSilent(String what, Answers<?, ?> answers, Deadline deadline) {
    if (answers.silent()) {
      throw failed(what, answers, deadline);
    }
    if (!answers.failed().isEmpty()) {
      LOG.warn("{}", describe(what, answers, deadline));
    }
  }

  /** Fails if Kafka refused the client, whatever else it answered. */
  void throwIfRefused(String what, Answers<?, ?> answers, Deadline deadline) {
    for (Throwable failure : answers.failed().values()) {
      if (isRefusal(failure)) {
        throw failed(what, answers, deadline, failure);
      }
    }
  }

  /** One line: how many of how many are missing, with the first cause. */
  private String describe(String what, Answers<?, ?> answers, Deadline deadline) {
    Map.Entry<?, Throwable> first = firstEntry(answers);
    int all = answers.failed().size() + answers.given().size();
    String part =
        all == 1
            ? ""
            : String.format(
                Locale.ROOT, " (%d of %d, first %s)", answers.failed().size(), all, first.getKey());
    return String.format(
        Locale.ROOT,
        "the Kafka brokers %s did not return %s%s within %d s: %s",
        brokers,
        what,
        part,
        Math.max(1, deadline.allowed().toSeconds()),
        cause(first.getValue()));
  }

  /** Kafka's client does not report why it got no answer. */
  private String cause(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return findings.get();
    }
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private static String advice(Throwable failure) {
    if (isRefusal(failure)) {
      return "check the version of the brokers";
    }
    return "check that the brokers run and can be reached from this host, then run again";
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof AuthenticationException
        || failure instanceof ClusterAuthorizationException
        || failure instanceof UnsupportedVersionException;
  }

  private static Map.Entry<?, Throwable> firstEntry(Answers<?, ?> answers) {
    return answers.failed().entrySet().iterator().next();
  }
}
