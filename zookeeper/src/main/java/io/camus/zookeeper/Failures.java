package io.camus.zookeeper;

import io.camus.config.ZooKeeperSettings;
import io.camus.failure.ConnectFailure;
import io.camus.model.Quantity;
import io.camus.model.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException.Code;

/** Creates messages about failed ZooKeeper requests: what, why, and what to do. */
final class Failures {
  private static final String WITHOUT_ZOOKEEPER =
      "for a cluster without ZooKeeper (KRaft mode, always in Kafka 4), set kafka.brokers instead"
          + " of zookeeper.hosts";

  private static final int DEFAULT_PORT = 2181;
  private static final int LAST_PORT = 65_535;
  private static final int PATIENCE_MILLIS = 2_000;

  private final ZooKeeperSettings settings;

  Failures(ZooKeeperSettings settings) {
    this.settings = settings;
  }

  SourceException noSession() {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "no answer from ZooKeeper at %s within %d s (zookeeper.connection.timeout)%s; check"
                + " that it runs and can be reached from this host, then run again; %s",
            settings.hosts(),
            Math.max(1, settings.connectionTimeout().toSeconds()),
            findings(),
            WITHOUT_ZOOKEEPER));
  }

  private String findings() {
    String servers = settings.hosts().replaceFirst("/.*", "");
    String findings =
        Arrays.stream(servers.split(","))
            .map(server -> finding(server.strip()).map(it -> server.strip() + ": " + it))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return findings.isEmpty() ? "" : " (" + findings + ")";
  }

  /** Why a server cannot be reached; empty if it can. */
  private static Optional<String> finding(String server) {
    String host = server.replaceFirst(":[0-9]+$", "");
    int port =
        host.equals(server) ? DEFAULT_PORT : Integer.parseInt(server.substring(host.length() + 1));
    if (port > LAST_PORT) {
      return Optional.of("there is no such port");
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), PATIENCE_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(ConnectFailure.words(e));
    }
  }

  SourceException missing(String path, String key) {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "ZooKeeper at %s has no %s (%s): no Kafka registers there; check the chroot at the end"
                + " of zookeeper.hosts; %s",
            settings.hosts(),
            path,
            key,
            WITHOUT_ZOOKEEPER));
  }

  SourceException noBroker() {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "no broker is registered in %s of ZooKeeper at %s; check that the brokers run, then run"
                + " again; %s",
            settings.brokers(),
            settings.hosts(),
            WITHOUT_ZOOKEEPER));
  }

  SourceException noListener(String reason) {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "none of the brokers in %s of ZooKeeper at %s can be used: %s",
            settings.brokers(),
            settings.hosts(),
            reason));
  }

  SourceException unreadable(String path, String reason) {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "cannot parse the registrations in %s of ZooKeeper at %s: %s; set kafka.brokers instead"
                + " of zookeeper.hosts",
            path,
            settings.hosts(),
            reason));
  }

  SourceException failed(ReadFailure failure) {
    if (failure.code() == Code.NOAUTH || failure.code() == Code.AUTHFAILED) {
      return new SourceException(
          String.format(
              Locale.ROOT,
              "ZooKeeper at %s does not let %s read %s: set camus.zookeeper.digest.user and"
                  + " .password of a user with access, or kafka.brokers instead of zookeeper.hosts",
              settings.hosts(),
              settings.login().map(login -> "user " + login.user()).orElse("everybody"),
              failure.path()));
    }
    return new SourceException(
        String.format(
            Locale.ROOT,
            "ZooKeeper at %s did not return %s: %s; check that it runs and can be reached from this"
                + " host, then run again",
            settings.hosts(),
            failure.path(),
            failure.code()),
        failure);
  }

  SourceException interrupted() {
    return new SourceException(
        String.format(
            Locale.ROOT, "interrupted while reading from ZooKeeper at %s", settings.hosts()));
  }

  /** Topics that brokers serve but ZooKeeper does not have. */
  SourceException unregistered(List<String> topics) {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "%s of the brokers differ from %s of ZooKeeper at %s, such as %s; check"
                + " zookeeper.broker.topics, or set kafka.brokers instead of zookeeper.hosts",
            Quantity.of(topics.size(), "topic"),
            settings.topics(),
            settings.hosts(),
            topics.get(0)));
  }
}
