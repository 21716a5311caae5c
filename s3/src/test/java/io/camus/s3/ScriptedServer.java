package io.camus.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.camus.config.CamusConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A web server that gives prepared answers, one after the other, and remembers the requests. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  private record Answer(int status, Map<String, String> headers, String body) {}

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          Answer answer;
          synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer = answers.size() > 1 ? answers.remove() : answers.element();
          }
          answer.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] body = answer.body().getBytes(UTF_8);
          boolean isHead = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().set("Last-Modified", "Sun, 22 Nov 2026 14:05:59 GMT");
          if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
          }
          exchange.sendResponseHeaders(
              answer.status(), isHead || body.length == 0 ? -1 : body.length);
          if (!isHead) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  /** The next answer; the last one is given to all further requests. */
  synchronized ScriptedServer answer(int status, String body) {
    answers.add(new Answer(status, Map.of("Content-Type", "application/xml"), body));
    return this;
  }

  /** An error as S3 describes it. */
  ScriptedServer error(int status, String code, String message) {
    return answer(
        status,
        String.format(
            Locale.ROOT,
            "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>",
            code,
            message));
  }

  /** What was asked, as {@code PUT /bucket/key}. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** A configuration with this server as the endpoint. */
  CamusConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("camus.s3.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.put("camus.s3.access.key", "access");
    settings.put("camus.s3.secret.key", "secret");
    settings.put("kafka.brokers", "127.0.0.1:9");
    settings.put("etl.destination.path", "s3://bucket/data");
    settings.put("etl.execution.base.path", "s3://bucket/base");
    settings.put("etl.execution.history.path", "s3://bucket/history");
    settings.putAll(more);
    return CamusConfig.parseComplete(settings);
  }

  S3Settings settings() {
    return S3Settings.of(config(Map.of("camus.s3.attempts", "2")));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
