package io.camus.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PageServerTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;
  private final AtomicInteger made = new AtomicInteger();
  private final List<Throwable> failures = new ArrayList<>();
  private volatile Supplier<String> content = () -> "<p>page " + made.incrementAndGet();
  private final CachedPage page =
      new CachedPage(
          () -> content.get().getBytes(StandardCharsets.UTF_8), INTERVAL, clock, failures::add);
  private final PageServer server = PageServer.start("127.0.0.1", 0, page);

  @AfterEach
  void stops() {
    server.close();
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url()).resolve(path))
            .method(method, BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** The first line of the answer to a request with a header Host of its own. */
  private String statusForHost(String host) throws IOException {
    URI url = URI.create(server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void thePageHasHeadersThatProtectItsViewers() throws Exception {
    HttpResponse<String> answer = send("GET", "/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("<p>page 1");
    assertThat(answer.headers().map())
        .containsEntry("content-type", List.of("text/html; charset=utf-8"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("referrer-policy", List.of("no-referrer"))
        .containsEntry("x-frame-options", List.of("DENY"))
        .containsEntry("cache-control", List.of("no-store"));
    assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'");
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("content-length")).hasValue("<p>page 1".length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
  void otherMethodsAreRefused(String method) throws Exception {
    HttpResponse<String> answer = send(method, "/");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    assertThat(made).hasValue(0);
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    assertThat(send("GET", "/etc/passwd").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/?a=b").statusCode()).isEqualTo(200);
  }

  @Test
  void requestsForOtherHostsAreRefusedAgainstDnsRebinding() throws Exception {
    assertThat(statusForHost("Host: evil.example:7080\r\n")).contains(" 403 ");
    assertThat(statusForHost("Host: 127.0.0.1.evil.example\r\n")).contains(" 403 ");
    assertThat(statusForHost("Host: localhost.\r\n")).contains(" 403 ");
    assertThat(statusForHost("")).contains(" 403 ");
    assertThat(made).hasValue(0);
    assertThat(statusForHost("Host: LocalHost:7080\r\n")).contains(" 200 ");
    assertThat(statusForHost("Host: 127.0.0.1\r\n")).contains(" 200 ");
    assertThat(statusForHost("Host: [::1]:80\r\n")).contains(" 200 ");
  }

  @Test
  void thePageIsZippedForThoseWhoCanUnzip() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url()))
            .header("Accept-Encoding", "br, gzip;q=0.8")
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(answer.headers().firstValue("vary")).contains("Accept-Encoding");
    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("<p>page 1");
    }
    HttpRequest refusing =
        HttpRequest.newBuilder(URI.create(server.url()))
            .header("Accept-Encoding", "gzip;q=0, identity")
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(refusing, BodyHandlers.ofString())
                .headers()
                .firstValue("content-encoding"))
        .isEmpty();
  }

  @Test
  void viewersShareAPageUntilItIsOld() throws Exception {
    assertThat(send("GET", "/").body()).isEqualTo("<p>page 1");
    pass(INTERVAL.minusMillis(1));
    assertThat(send("GET", "/").body()).isEqualTo("<p>page 1");
    pass(Duration.ofMillis(1));
    assertThat(send("GET", "/").body()).isEqualTo("<p>page 2");
  }

  @Test
  void manyFirstViewersWaitForOnePage() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    content =
        () -> {
          begun.countDown();
          await(finish);
          return "<p>page " + made.incrementAndGet();
        };
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 10; i++) {
      answers.add(
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(server.url())).build(), BodyHandlers.ofString()));
    }
    await(begun);
    finish.countDown();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().body()).isEqualTo("<p>page 1");
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whileAPageIsMadeAgainViewersGetTheOneBefore() throws Exception {
    assertThat(send("GET", "/").body()).isEqualTo("<p>page 1");
    pass(INTERVAL);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    content =
        () -> {
          begun.countDown();
          await(finish);
          return "<p>new";
        };
    CompletableFuture<HttpResponse<String>> first =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(URI.create(server.url())).build(), BodyHandlers.ofString());
    await(begun);
    assertThat(send("GET", "/").body()).isEqualTo("<p>page 1");
    finish.countDown();
    assertThat(first.get().body()).isEqualTo("<p>new");
  }

  @Test
  void aPageThatCannotBeMadeIsASentenceAndTheServerLivesOn() throws Exception {
    content =
        () -> {
          throw new StorageException("cannot read the commit log: it is gone");
        };
    HttpResponse<String> broken = send("GET", "/");
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(broken.body())
        .isEqualTo("The report cannot be made: cannot read the commit log: it is gone\n");
    assertThat(broken.headers().firstValue("retry-after")).contains("5");
    assertThat(broken.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    assertThat(broken.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'");

    content =
        () -> {
          throw new IllegalStateException("secret detail");
        };
    assertThat(send("GET", "/").body()).contains("it is gone").as("a failure is cached, too");
    pass(CachedPage.REST);
    HttpResponse<String> bug = send("GET", "/");
    assertThat(bug.statusCode()).isEqualTo(503);
    assertThat(bug.body()).contains("this is a bug in Camus").doesNotContain("secret detail");
    assertThat(failures).hasSize(2);

    content = () -> "<p>well again";
    pass(CachedPage.REST);
    assertThat(send("GET", "/").body()).isEqualTo("<p>well again");
  }

  @Test
  void anAddressThatCannotBeUsedIsAnErrorOfTheCall() {
    int taken = URI.create(server.url()).getPort();
    assertThatThrownBy(() -> PageServer.start("127.0.0.1", taken, page))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("port " + taken, "choose another with --port");
    assertThatThrownBy(() -> PageServer.start("no such host", 0, page))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--host no such host");
  }

  @Test
  void onlyLoopbackAddressesCheckTheHost() throws Exception {
    assertThat(server.isLocal()).isTrue();
    try (PageServer open = PageServer.start("0.0.0.0", 0, page)) {
      assertThat(open.isLocal()).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
