package io.camus.it.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What a producer or a checker asks a schema-repo; it shares no code with the pipeline's client.
 */
record SchemaRepoClient(URI base) {

  /** Registers the schema of a topic's values; its id. */
  int register(String topic, Schema schema) {
    ask(
        request(topic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(BodyPublishers.noBody()));
    return ask(request(topic + "/register")
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString(schema.toString())))
        .map(text -> Integer.valueOf(text.trim()))
        .orElseThrow();
  }

  /** The schema of a topic with an id; empty if there is none. */
  Optional<Schema> schema(String topic, int id) {
    return ask(request(topic + "/id/" + id).GET()).map(text -> new Schema.Parser().parse(text));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/" + path));
  }

  private static Optional<String> ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(request.build(), BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
