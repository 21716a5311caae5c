package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camus.config.HttpRegistry;
import io.camus.failure.ConnectFailure;
import io.camus.failure.TlsFailure;
import io.camus.model.SchemaUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to the servers of a registry, with retries. If a server does not answer, or answers with
 * 429 or 5xx, the next one is tried; all other responses are final. Thread-safe.
 */
final class RegistryHttp {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CERTIFICATE =
      "If it requires a client certificate, set"
          + " camus.schema.registry.ssl.keystore.certificate.chain and .key";
  private static final String TYPE = "Content-Type";
  private static final int MOST_REDIRECTS = 5;

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

  private final HttpRegistry registry;
  private final Duration firstBackoff;
  private final String accepted;
  private final Optional<SSLContext> tls;
  private HttpClient plain;
  private HttpClient encrypted;
  private volatile int preferred;
  private volatile boolean answering = true;

  /** A final response. */
  record Answer(URI address, int status, String body) {

    /** The body as JSON; missing if it is none. */
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        return JSON.missingNode();
      }
    }

    /** The body as a JSON object. */
    JsonNode object() {
      JsonNode tree = json();
      if (!tree.isObject()) {
        throw unreadable();
      }
      return tree;
    }

    /** The number of a registry's error; 0 if there is none. */
    int errorCode() {
      return json().path("error_code").asInt();
    }

    /** This answer, if it is a success. */
    Answer ok() {
      if (status != 200) {
        throw refused();
      }
      return this;
    }

    /** The exception for a refused request, with the number of its error. */
    SchemaUnavailableException refused() {
      return refused(errorCode() == 0 ? "" : ", error " + errorCode());
    }

    /**
     * The exception for a refused request.
     *
     * @param detail follows the status, as in {@code , error 40301}; may be empty
     */
    SchemaUnavailableException refused(String detail) {
      String advice =
          switch (status) {
            case 401 -> "check the user and password, or the token, for the registry";
            case 403 -> "this user is not allowed to do that; ask the registry's administrator";
            case 409 -> "the schema is incompatible with earlier ones of its subject";
            default -> "check etl.schema.registry.url";
          };
      return new SchemaUnavailableException(
          "the schema registry at "
              + address
              + " answered status "
              + status
              + detail
              + ": "
              + advice);
    }

    /**
     * The exception for a response that is not a registry's. The text may be anything and is not
     * included.
     */
    SchemaUnavailableException unreadable() {
      return new SchemaUnavailableException(
          address + " does not answer like a schema registry; check etl.schema.registry.url");
    }

    /** The exception for a 404 without a registry's error code. */
    SchemaUnavailableException nothingThere() {
      return new SchemaUnavailableException(
          address
              + " answered 404 without a registry error code; check the path in"
              + " etl.schema.registry.url");
    }
  }

  /** A server gave no usable response; a retry may help. */
  private static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient URI address;

    NoAnswerException(URI address, String message, Throwable cause) {
      super(message, cause);
      this.address = address;
    }
  }

  /**
   * The TLS context of a plain HTTP client: none. Java's client requires a context at construction,
   * and its default reads all certificate authorities, which takes longer than the requests of a
   * run.
   */
  private static final class NoTls extends SSLContext {
    NoTls() {
      super(null, null, "none");
    }
  }

  /**
   * @param firstBackoff the wait after the first round over all servers; doubles each time
   * @param accepted accepted content types
   */
  RegistryHttp(HttpRegistry registry, Duration firstBackoff, String accepted) {
    this.registry = registry;
    this.firstBackoff = firstBackoff;
    this.accepted = accepted;
    this.tls = RegistryTls.context(registry);
  }

  /** Its addresses, without secrets, for messages. */
  String place() {
    return registry.urls().stream().map(URI::toString).collect(Collectors.joining(" or "));
  }

  /** Created lazily: a run without work needs no schema. */
  private synchronized HttpClient client(URI address) {
    if ("http".equalsIgnoreCase(address.getScheme())) {
      if (plain == null) {
        plain = client().sslContext(new NoTls()).sslParameters(new SSLParameters()).build();
      }
      return plain;
    }
    if (encrypted == null) {
      HttpClient.Builder builder = client();
      tls.ifPresent(builder::sslContext);
      encrypted = builder.build();
    }
    return encrypted;
  }

  private HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(registry.timeout());
  }

  /** Gets a path below the base address. */
  Answer get(String path) {
    return send(path, HttpRequest.Builder::GET);
  }

  /**
   * Gets an address that is derived from the base address.
   *
   * @param address of a server, from its base address without a slash at the end
   */
  Answer get(UnaryOperator<String> address) {
    return send(address, HttpRequest.Builder::GET);
  }

  /** Posts to a path below the base address. */
  Answer post(String path, String type, String text) {
    return send(path, request -> request.header(TYPE, type).POST(BodyPublishers.ofString(text)));
  }

  /** Puts to a path below the base address. */
  Answer put(String path, String type, String text) {
    return send(path, request -> request.header(TYPE, type).PUT(BodyPublishers.ofString(text)));
  }

  private Answer send(String path, UnaryOperator<HttpRequest.Builder> content) {
    return send(base -> base + path, content);
  }

  private Answer send(UnaryOperator<String> address, UnaryOperator<HttpRequest.Builder> content) {
    RetryPolicy<Answer> rounds =
        RetryPolicy.<Answer>builder()
            .handle(NoAnswerException.class)
            .withMaxRetries(registry.retries())
            .withBackoff(firstBackoff, LONGEST_BACKOFF)
            .onFailedAttempt(attempt -> reportSilence(attempt.getLastException()))
            .build();
    try {
      return Failsafe.with(rounds).get(() -> askAll(address, content));
    } catch (NoAnswerException last) {
      throw new SchemaUnavailableException(
          String.format(
              Locale.ROOT,
              "the schema registry did not answer in %d rounds over %s, last %s: %s. %s",
              registry.retries() + 1,
              registry.urls().size() == 1 ? "1 address" : registry.urls().size() + " addresses",
              last.address,
              last.getMessage(),
              advice(last)),
          last);
    } catch (FailsafeException e) {
      // While waiting for the next round; the only possible checked exception.
      throw interrupted(e);
    }
  }

  /** Logs the first failed round of an outage: the others may take a minute. */
  private void reportSilence(Throwable failure) {
    if (failure instanceof NoAnswerException silence && registry.retries() > 0 && answering) {
      answering = false;
      LOG.warn(
          "no answer from the schema registry yet ({}: {}); retrying",
          silence.address,
          silence.getMessage());
    }
  }

  /** Tries the servers in turn until one answers, starting with the last one that answered. */
  private Answer askAll(UnaryOperator<String> address, UnaryOperator<HttpRequest.Builder> content) {
    int servers = registry.urls().size();
    int first = preferred;
    for (int i = 0; ; i++) {
      int server = (first + i) % servers;
      String base = registry.urls().get(server).toString().replaceFirst("/+$", "");
      try {
        Answer answer = follow(URI.create(address.apply(base)), content);
        preferred = server;
        answering = true;
        return answer;
      } catch (NoAnswerException e) {
        if (i == servers - 1) {
          throw e;
        }
      }
    }
  }

  private Answer follow(URI start, UnaryOperator<HttpRequest.Builder> content) {
    URI address = start;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpResponse<String> response = exchange(start, address, content);
      int status = response.statusCode();
      if (status == 429 || status >= 500) {
        throw new NoAnswerException(start, "status " + status, null);
      }
      Optional<String> location = response.headers().firstValue("Location");
      boolean redirect = status == 301 || status == 302 || status == 307 || status == 308;
      if (!redirect || location.isEmpty()) {
        return new Answer(address, status, response.body());
      }
      address = target(address, location.get());
    }
    throw new SchemaUnavailableException(
        String.format(
            Locale.ROOT,
            "the schema registry at %s redirects more than %d times; check its address",
            start,
            MOST_REDIRECTS));
  }

  private static URI target(URI from, String location) {
    try {
      URI target = from.resolve(location);
      boolean http = "http".equalsIgnoreCase(target.getScheme());
      if ((http || "https".equalsIgnoreCase(target.getScheme()))
          && target.getHost() != null
          && target.getRawUserInfo() == null) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      // Not an address: reported below.
    }
    throw new SchemaUnavailableException(
        "the schema registry at " + from + " redirects to an unusable address");
  }

  private HttpResponse<String> exchange(
      URI start, URI address, UnaryOperator<HttpRequest.Builder> content) {
    long millis = registry.timeout().toMillis();
    CompletableFuture<HttpResponse<String>> answer =
        client(address).sendAsync(request(start, address, content), BodyHandlers.ofString(UTF_8));
    try {
      // The request's own timeout covers only the response header; this one covers the whole
      // response.
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswerException(
          start, String.format(Locale.ROOT, "no answer within %d ms", millis), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new NoAnswerException(start, describe(failure), failure);
      }
      throw new IllegalStateException("request to " + address, e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e);
    }
  }

  /** A request that sends credentials only to the configured server. */
  private HttpRequest request(URI start, URI address, UnaryOperator<HttpRequest.Builder> content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(registry.timeout()).header("Accept", accepted);
    if (isSameServer(start, address)) {
      registry.login().ifPresent(who -> request.header("Authorization", who.authorization()));
    }
    return content.apply(request).build();
  }

  private static String advice(NoAnswerException failure) {
    return switch (TlsFailure.of(failure).orElse(TlsFailure.OTHER)) {
      case UNTRUSTED ->
          "Set camus.schema.registry.ssl.truststore.certificates to its certificate authority";
      case OTHER_HOST -> "Use the host name of its certificate in etl.schema.registry.url";
      case OUT_OF_DATE -> "Renew its certificate, or correct the clock of this host";
      case REFUSED -> CERTIFICATE;
      case OTHER ->
          "Check that it is running, and check etl.schema.registry.url"
              + (isSilentRefusal(failure) ? ". " + CERTIFICATE : "");
    };
  }

  /**
   * Whether a server may require a client certificate. With TLS 1.3 it reports this only after our
   * side of the handshake, often by closing the connection.
   */
  private static boolean isSilentRefusal(NoAnswerException failure) {
    return "https".equalsIgnoreCase(failure.address.getScheme())
        && failure.getCause() instanceof IOException
        && !(failure.getCause() instanceof ConnectException)
        && !(failure.getCause() instanceof HttpTimeoutException);
  }

  private static String describe(IOException failure) {
    Optional<TlsFailure> tls = TlsFailure.of(failure);
    if (tls.isPresent()) {
      return tls.get().words() + " (" + failure.getMessage() + ")";
    }
    if (failure instanceof ConnectException) {
      return ConnectFailure.words(failure);
    }
    String name = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
  }

  /** Whether a secret for the first address may be sent to the second. */
  private static boolean isSameServer(URI first, URI second) {
    return first.getScheme().equalsIgnoreCase(second.getScheme())
        && first.getHost().equalsIgnoreCase(second.getHost())
        && first.getPort() == second.getPort();
  }

  private static SchemaUnavailableException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new SchemaUnavailableException("interrupted while asking the schema registry", e);
  }
}
