package io.camus.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camus.cli.serve.CachedPage.Answer;
import io.camus.cli.serve.CachedPage.Failed;
import io.camus.cli.serve.CachedPage.Made;
import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server with one page, at {@code /}. It only answers GET and HEAD, and has no login. On a
 * loopback address it only answers requests for this host.
 */
public final class PageServer implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int GRACE_SECONDS = 2;

  /** Seconds until a client that is too slow is disconnected. */
  private static final String CLIENT_SECONDS = "60";

  /** Directives for every response; the page has its own policy for scripts and styles. */
  private static final String PAGE_POLICY =
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String TEXT_POLICY = "default-src 'none'; " + PAGE_POLICY;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Semaphore idle = new Semaphore(THREADS);
  private final CachedPage page;
  private final HostCheck hosts;
  private final String host;

  private PageServer(HttpServer server, CachedPage page, String host, HostCheck hosts) {
    this.server = server;
    this.page = page;
    this.host = host;
    this.hosts = hosts;
  }

  /**
   * Starts a server.
   *
   * @param host a name or an address of this host
   * @param port 0 for any free one
   * @throws ConfigurationException if it cannot use the address
   */
  public static PageServer start(String host, int port, CachedPage page) {
    limitClients();
    try {
      InetAddress address = InetAddress.getByName(host);
      HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 0);
      PageServer server = new PageServer(http, page, host, HostCheck.of(host, address));
      http.setExecutor(server.threads);
      http.createContext("/", server::work);
      http.start();
      return server;
    } catch (UnknownHostException e) {
      throw new ConfigurationException("--host " + host + ": no such host", e);
    } catch (BindException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "cannot listen on %s, port %d: %s; choose another with --port or --host",
              host,
              port,
              e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "cannot listen on %s, port %d: %s", host, port, e.getMessage()),
          e);
    }
  }

  /** The JDK's server reads these once, before its first use. */
  private static void limitClients() {
    for (String limit : List.of("maxReqTime", "maxRspTime")) {
      String key = "sun.net.httpserver." + limit;
      if (System.getProperty(key) == null) {
        System.setProperty(key, CLIENT_SECONDS);
      }
    }
  }

  /** The page's address. */
  public String url() {
    String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return "http://" + name + ":" + server.getAddress().getPort() + "/";
  }

  /** Whether only this host can reach it. */
  public boolean isLocal() {
    return server.getAddress().getAddress().isLoopbackAddress();
  }

  /** There are as many permits as threads, so they run out only when the server stops. */
  private void work(HttpExchange exchange) throws IOException {
    if (!idle.tryAcquire()) {
      exchange.close();
      return;
    }
    try {
      handle(exchange);
    } finally {
      idle.release();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Cache-Control", "no-store");
      String method = exchange.getRequestMethod();
      if (!hosts.allows(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")))) {
        text(
            exchange,
            403,
            "This server only answers requests for localhost. A proxy must pass on the address"
                + " that it connects to as the header Host.");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        headers.set("Allow", "GET, HEAD");
        text(exchange, 405, "Only GET and HEAD: this page changes nothing.");
      } else if (!exchange.getRequestURI().getPath().equals("/")) {
        text(exchange, 404, "There is only one page, /.");
      } else {
        answer(exchange, page.get());
      }
    }
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    if (answer instanceof Failed failed) {
      exchange.getResponseHeaders().set("Retry-After", "" + CachedPage.REST.toSeconds());
      text(exchange, 503, "The report cannot be made: " + failed.sentence());
    } else if (answer instanceof Made made) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "text/html; charset=utf-8");
      headers.set("Content-Security-Policy", PAGE_POLICY);
      headers.set("Vary", "Accept-Encoding");
      boolean zipped = acceptsGzip(exchange.getRequestHeaders());
      if (zipped) {
        headers.set("Content-Encoding", "gzip");
      }
      send(exchange, 200, zipped ? made.zipped() : made.plain());
    }
  }

  private static boolean acceptsGzip(Headers request) {
    return request.getOrDefault("Accept-Encoding", List.of()).stream()
        .flatMap(line -> List.of(line.split(",")).stream())
        .map(coding -> coding.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
        .anyMatch(
            coding -> coding.matches("(gzip|x-gzip)(;q=.*)?") && !coding.matches(".*;q=0(\\.0*)?"));
  }

  private static void text(HttpExchange exchange, int status, String sentence) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", TEXT_POLICY);
    send(exchange, status, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + body.length);
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Refuses new requests, and gives those in progress two seconds. */
  @Override
  public void close() {
    try {
      // The JDK's own way to wait takes the whole time, even if there is nothing to wait for.
      idle.tryAcquire(THREADS, GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
