package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry over HTTP that answers as it is told, also badly. */
final class StubRegistry implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** An answer; a negative status is none at all. */
  record Reply(int status, String body) {
    static Reply ok(String body) {
      return new Reply(200, body);
    }

    static Reply redirect(String location) {
      return new Reply(307, location);
    }

    /** Takes the request and says nothing. */
    static Reply never() {
      return new Reply(-1, "");
    }

    /** Sends the head of an answer and a part of its body. */
    static Reply half() {
      return new Reply(-2, "{");
    }
  }

  StubRegistry() throws IOException {
    // Without it the JDK's server waits 40 ms for an acknowledgement before each answer's body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Tells the answers to a path, one after the other; the last one stays. */
  void reply(String path, Reply... answers) {
    replies.put(path, new CopyOnWriteArrayList<>(answers));
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** What came in: {@code GET /schemas/ids/17}, with the body if there is one. */
  List<String> requests() {
    return requests;
  }

  /** The Authorization header of each request, empty if it had none. */
  List<String> authorizations() {
    return authorizations;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(authorization == null ? "" : authorization);
    List<Reply> planned = replies.getOrDefault(path, List.of(new Reply(404, "<h1>404</h1>")));
    Reply reply = planned.size() > 1 ? planned.remove(0) : planned.get(0);
    byte[] text = reply.body().getBytes(UTF_8);
    try (exchange) {
      if (reply.status() < 0) {
        if (reply.status() == -2) {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(text);
          exchange.getResponseBody().flush();
        }
        stopped.await();
        return;
      }
      if (reply.status() == 307) {
        exchange.getResponseHeaders().set("Location", reply.body());
      }
      exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
