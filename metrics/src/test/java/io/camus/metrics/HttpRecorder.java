package io.camus.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that records requests and gives one answer to all. */
public final class HttpRecorder implements AutoCloseable {
  private final HttpServer server;
  private final int status;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param target its method and path
   */
  public record Request(String target, Optional<String> authorization, String body) {}

  /**
   * @param status of all answers
   */
  public HttpRecorder(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    byte[] body = "the answer".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Its URL with a path. */
  public URI url(String path) {
    return URI.create(
        String.format(
            Locale.ROOT,
            "http://%s:%d%s",
            server.getAddress().getAddress().getHostAddress(),
            server.getAddress().getPort(),
            path));
  }

  /** What was requested so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
