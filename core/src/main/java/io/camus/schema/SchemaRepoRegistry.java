package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.config.HttpRegistry;
import io.camus.model.SchemaUnavailableException;
import io.camus.schema.RegistryHttp.Answer;
import io.camus.spi.SchemaRegistry;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A schema-repo server, the registry of AVRO-1124: {@code GET /clicks/id/17}, {@code PUT
 * /clicks/register}. Each topic is a subject with its own ids, from 0. Every call is a request:
 * wrap it in {@link CachedSchemas}.
 *
 * <p>A schema that Avro cannot parse counts as missing; {@link #whyMissing} explains.
 */
public final class SchemaRepoRegistry implements SchemaRegistry {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Prefix of the server's message about a missing subject or schema. */
  private static final String ERROR = "ERROR:";

  private final RegistryHttp http;
  private final Map<Place, String> unusable = new ConcurrentHashMap<>();

  private record Place(String topic, int id) {}

  /**
   * @param firstBackoff the wait after the first round over all servers; doubles each time
   */
  public SchemaRepoRegistry(HttpRegistry servers, Duration firstBackoff) {
    this.http = new RegistryHttp(servers, firstBackoff, "text/plain");
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    Place place = new Place(topic, id);
    unusable.remove(place);
    Answer answer = http.get(subject(topic) + "/id/" + id);
    if (answer.status() == 404) {
      if (!answer.body().startsWith(ERROR)) {
        throw answer.nothingThere();
      }
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw answer.refused("");
    }
    if (answer.body().isBlank() || answer.body().startsWith("<")) {
      throw answer.unreadable();
    }
    try {
      return Optional.of(AvroText.parse(answer.body()));
    } catch (UnusableSchemaException e) {
      unusable.put(place, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public Ids ids() {
    return Ids.PER_TOPIC;
  }

  @Override
  public String whyMissing(String topic, int id) {
    String reason = unusable.get(new Place(topic, id));
    return reason == null
        ? String.format(
            Locale.ROOT, "schema id %d is not in the schema repository's subject %s", id, topic)
        : String.format(
            Locale.ROOT, "schema id %d of subject %s cannot be used: %s", id, topic, reason);
  }

  /** Creates the subject if it is missing; does not change an existing one. */
  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    Answer made = http.put(subject(topic), FORM, "");
    if (made.status() != 200) {
      throw made.refused("");
    }
    Answer answer = http.put(subject(topic) + "/register", TEXT, schema.toString());
    if (answer.status() == 403) {
      throw new SchemaUnavailableException(
          String.format(
              Locale.ROOT,
              "the schema repository at %s refused the schema: its subject's validators do not accept it",
              answer.address()));
    }
    if (answer.status() != 200) {
      throw answer.refused("");
    }
    try {
      return Optional.of(Integer.valueOf(answer.body().trim()));
    } catch (NumberFormatException e) {
      throw answer.unreadable();
    }
  }

  private static String subject(String topic) {
    return "/" + URLEncoder.encode(topic, UTF_8);
  }
}
