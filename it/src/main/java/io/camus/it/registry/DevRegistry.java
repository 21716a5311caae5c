package io.camus.it.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * An in-memory schema registry for development, with the part of Confluent's API listed in {@link
 * RegistryProtocol}. It can simulate all failures of a real registry. Not for production.
 *
 * <p>Safe for use by several threads.
 */
public final class DevRegistry implements AutoCloseable {
  private static final int HEALTHY = 0;
  private static final int THREADS = 8;

  private final Schemas schemas = new Schemas();
  private final RegistryProtocol protocol = new RegistryProtocol(schemas);
  private final AtomicLong requests = new AtomicLong();
  private final ResponseDelay responseDelay = new ResponseDelay();
  private volatile int failWithStatus = HEALTHY;
  private volatile Optional<String> demanded = Optional.empty();
  private final Optional<SSLContext> tls;
  private int port;
  private HttpServer server;
  private ExecutorService threads;

  /** A registry that speaks plain HTTP. */
  public DevRegistry() {
    this.tls = Optional.empty();
  }

  /** A registry that speaks HTTPS only, to clients that call it {@code localhost}. */
  public DevRegistry(SSLContext tls) {
    this.tls = Optional.of(tls);
  }

  /** Listens on a free loopback port, or on the same one as before. */
  public synchronized void start() {
    // Without this the JDK's server delays every response by some 40 ms. Read only once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException("the registry cannot listen", e);
    }
    port = server.getAddress().getPort();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "dev-registry");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private HttpServer create(InetSocketAddress address) throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(address, 0);
    }
    HttpsServer secure = HttpsServer.create(address, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return secure;
  }

  /** Its address, even while it is down. */
  public synchronized URI url() {
    return URI.create((tls.isEmpty() ? "http://127.0.0.1:" : "https://localhost:") + port);
  }

  /** Goes down: connections are refused until {@link #start}. Schemas are kept. */
  public synchronized void stop() {
    if (server != null) {
      server.stop(0);
      threads.shutdownNow();
      server = null;
    }
  }

  /** Answers all requests with this HTTP status from now on. */
  public void failWith(int status) {
    failWithStatus = status;
  }

  /** Delays all responses, until {@link #heal}. */
  public void delayBy(Duration longer) {
    responseDelay.delayBy(longer);
  }

  /** Does not answer requests for this id, until {@link #heal}. */
  public void holdBack(int id) {
    responseDelay.beSilentAbout(("/schemas/ids/" + id)::equals);
  }

  /** Makes this id unknown. */
  public void forget(int id) {
    schemas.forget(id);
  }

  /** Requires this user from now on. */
  public void demand(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    demanded = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** Ends all simulated failures, also for waiting requests; forgotten ids stay unknown. */
  public void heal() {
    demanded = Optional.empty();
    failWithStatus = HEALTHY;
    responseDelay.end();
  }

  /** Registers a schema without a request; returns its id. */
  public int register(String subject, String schema) {
    return schemas.register(
        subject,
        new Schemas.Registered(Schemas.AVRO, schema, JsonNodeFactory.instance.arrayNode()));
  }

  /** Number of requests so far. */
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    stop();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      responseDelay.await(exchange.getRequestURI().getPath());
      Answer answer = answer(exchange, body);
      byte[] bytes = RegistryProtocol.bytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      // The registry goes down: the connection is closed without an answer.
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    if (failWithStatus != HEALTHY) {
      return Answer.error(failWithStatus, failWithStatus, "simulated failure");
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (demanded.isPresent() && !demanded.get().equals(given)) {
      return Answer.error(401, 401, "Unauthorized");
    }
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
            .filter(step -> !step.isEmpty())
            .map(step -> URLDecoder.decode(step, StandardCharsets.UTF_8))
            .toList();
    return switch (exchange.getRequestMethod()) {
      case "GET" -> protocol.get(path);
      case "POST" -> protocol.post(path, body);
      default -> Answer.error(405, 405, "HTTP 405 Method Not Allowed");
    };
  }
}
