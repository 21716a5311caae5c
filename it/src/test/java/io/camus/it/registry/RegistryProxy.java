package io.camus.it.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * What stands between a run and a real registry, and makes its faults: requests are handed on, with
 * what they are about and who asks. It can be away, slow, silent about a path, somewhere else, and
 * particular about whom it lets in.
 */
public final class RegistryProxy implements AutoCloseable {
  private static final List<String> HANDED_ON = List.of("Accept", "Content-Type");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final URI target;
  private final Optional<SSLContext> tls;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ResponseDelay responseDelay = new ResponseDelay();
  private volatile boolean redirecting;
  private volatile Optional<String> demanded = Optional.empty();
  private int port;
  private HttpServer server;

  /** Speaks plain HTTP. */
  public RegistryProxy(URI target) throws IOException {
    this(target, Optional.empty());
  }

  /** Speaks HTTPS, to clients that show a certificate and call it {@code localhost}. */
  public RegistryProxy(URI target, SSLContext tls) throws IOException {
    this(target, Optional.of(tls));
  }

  private RegistryProxy(URI target, Optional<SSLContext> tls) throws IOException {
    this.target = target;
    this.tls = tls;
    // Without this the JDK's server holds every answer back for some 40 ms. It is read only once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    start();
  }

  /** Comes back, at the address that it had. */
  public void start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    server = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
    port = server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer secure = HttpsServer.create(address, 0);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return secure;
  }

  /** Goes away: connections are refused until {@link #start}. */
  public void stop() {
    server.stop(0);
  }

  /** Its address, also while it is away. */
  public URI url() {
    String host = tls.isPresent() ? "https://localhost:" : "http://127.0.0.1:";
    return URI.create(host + port + target.getPath());
  }

  /** From now on every answer takes this much longer. */
  public void delayBy(Duration longer) {
    responseDelay.delayBy(longer);
  }

  /** From now on whoever asks for a path that ends so gets no answer. */
  public void holdBack(String end) {
    responseDelay.beSilentAbout(path -> path.endsWith(end));
  }

  /** From now on everybody is sent to the registry itself. */
  public void redirect() {
    redirecting = true;
  }

  /** From now on only who shows this is answered. */
  public void demand(String authorization) {
    demanded = Optional.of(authorization);
  }

  /** Is as the registry itself again; who waits is answered. */
  public void heal() {
    redirecting = false;
    demanded = Optional.empty();
    responseDelay.end();
  }

  /** What was asked for: {@code GET /apis/ccompat/v7/schemas/ids/17}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI wanted = exchange.getRequestURI();
    requests.add(exchange.getRequestMethod() + " " + wanted);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      responseDelay.await(wanted.getPath());
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (demanded.isPresent() && !demanded.get().equals(shown)) {
        exchange.sendResponseHeaders(401, -1);
      } else if (redirecting) {
        exchange.getResponseHeaders().set("Location", target.resolve(wanted).toString());
        exchange.sendResponseHeaders(307, -1);
      } else {
        handOn(exchange, target.resolve(wanted), body);
      }
    } catch (InterruptedException e) {
      // It ends: the connection is closed without an answer.
      Thread.currentThread().interrupt();
    }
  }

  private void handOn(HttpExchange exchange, URI address, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(DEADLINE)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : HANDED_ON) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    byte[] bytes = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    heal();
    stop();
    threads.shutdownNow();
  }
}
