package io.camus.schema;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.ForwardingRegistry;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A plug-in's registry, whose schemas need a check: one that Avro cannot parse, or that no file can
 * contain, counts as missing; {@link #whyMissing} explains.
 */
public final class CheckedSchemas extends ForwardingRegistry {
  private final Map<Place, String> unusable = new ConcurrentHashMap<>();

  private record Place(String topic, SchemaId id) {}

  public CheckedSchemas(SchemaRegistry registry) {
    super(registry);
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    Place place = new Place(topic, id);
    unusable.remove(place);
    try {
      Optional<Schema> found = registry.schema(topic, id);
      return found.isEmpty() ? found : Optional.of(AvroText.writable(found.get()));
    } catch (SchemaUnavailableException e) {
      unusable.put(place, AvroText.faultOfText(e.getCause()).orElseThrow(() -> e));
    } catch (UnusableSchemaException e) {
      unusable.put(place, e.getMessage());
    }
    return Optional.empty();
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    unusable.remove(new Place(topic, id));
    return registry.text(topic, id);
  }

  @Override
  public String whyMissing(String topic, SchemaId id) {
    String reason = unusable.get(new Place(topic, id));
    return reason == null
        ? registry.whyMissing(topic, id)
        : String.format(Locale.ROOT, "%s cannot be used: %s", id, reason);
  }
}
