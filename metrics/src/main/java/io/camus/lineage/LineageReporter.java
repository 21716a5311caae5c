package io.camus.lineage;

import io.camus.failure.ConnectFailure;
import io.camus.report.Json;
import io.camus.report.RunOutcome;
import io.camus.report.RunReporter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Posts the events of one run. */
final class LineageReporter implements RunReporter {
  private static final int OK = 200;
  private static final int REDIRECTION = 300;
  private static final int LONGEST = 200;

  private final LineageSettings settings;
  private final RunEvents events;

  /**
   * @param id identifies the run
   */
  LineageReporter(LineageSettings settings, UUID id) {
    this.settings = settings;
    this.events = new RunEvents(settings, id);
  }

  @Override
  public void begun(Instant startedAt) throws IOException {
    post(events.start(startedAt));
  }

  @Override
  public void ended(RunOutcome outcome) throws IOException {
    post(events.end(outcome));
  }

  private void post(Json event) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event.toString(), StandardCharsets.UTF_8));
    settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(settings.timeout())
              .followRedirects(HttpClient.Redirect.NEVER)
              .build()
              .send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() < OK || answer.statusCode() >= REDIRECTION) {
        throw new IOException("HTTP " + answer.statusCode() + start(answer.body()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } catch (IOException e) {
      throw failed(ConnectFailure.words(e), e);
    }
  }

  private static String start(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.isEmpty()
        ? ""
        : ": " + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...");
  }

  private IOException failed(String why, Exception cause) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "cannot post an event to %s (%s); check that the server runs, camus.openlineage.url"
                + " and .token",
            settings.url(),
            why),
        cause);
  }
}
