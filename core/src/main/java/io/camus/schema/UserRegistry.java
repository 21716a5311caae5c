package io.camus.schema;

import static java.util.Objects.requireNonNull;

import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * A user's registry class. Exceptions and results that violate the contract count as an unavailable
 * registry; only exceptions of Avro about a schema's text count as a missing schema.
 */
public final class UserRegistry implements SchemaRegistry {
  private static final String KEY = "kafka.message.coder.schema.registry.class";

  private static final String LACKS = "a class that it needs is missing: ";

  private final String name;
  private final SchemaRegistry registry;
  private final Map<Place, String> unusable = new ConcurrentHashMap<>();

  private record Place(String topic, SchemaId id) {}

  UserRegistry(String name, SchemaRegistry registry) {
    this.name = requireNonNull(name);
    this.registry = requireNonNull(registry);
  }

  /**
   * Creates an instance.
   *
   * @param name the class's full name
   * @param settings the argument of its constructor
   * @param loader loads it
   * @throws ConfigurationException if it is missing, is not a registry, or cannot be instantiated
   */
  public static UserRegistry create(String name, Map<String, String> settings, ClassLoader loader) {
    Class<?> type = find(name, loader);
    if (!SchemaRegistry.class.isAssignableFrom(type)) {
      throw unusable(name, "it does not implement " + SchemaRegistry.class.getName(), null);
    }
    try {
      return new UserRegistry(name, (SchemaRegistry) make(type, Map.copyOf(settings)));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof CamusException own) {
        throw own;
      }
      throw e.getCause() instanceof LinkageError missing
          ? unusable(name, LACKS + RootCause.line(missing), missing)
          : unusable(
              name,
              String.format(
                  Locale.ROOT,
                  "its constructor failed: %s: %s",
                  e.getCause().getClass().getName(),
                  RootCause.line(e.getCause())),
              e.getCause());
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw unusable(
          name, "it must be public, with a public constructor (Map<String, String>) or ()", e);
    } catch (InstantiationException e) {
      throw unusable(name, "it is abstract", e);
    } catch (LinkageError e) {
      throw unusable(name, LACKS + RootCause.line(e), e);
    }
  }

  private static Class<?> find(String name, ClassLoader loader) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw unusable(
          name,
          "it is not on the class path, and no plug-in has it; put its jar into plugins/ of the"
              + " distribution, or into CAMUS_CLASSPATH",
          e);
    } catch (LinkageError e) {
      throw unusable(name, LACKS + RootCause.line(e), e);
    }
  }

  private static Object make(Class<?> type, Map<String, String> settings)
      throws NoSuchMethodException,
          IllegalAccessException,
          InstantiationException,
          InvocationTargetException {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new NoSuchMethodException(type + " is not public");
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Map.class) {
        return constructor.newInstance(settings);
      }
    }
    return type.getConstructor().newInstance();
  }

  private static ConfigurationException unusable(String name, String why, Throwable cause) {
    return new ConfigurationException(
        String.format(Locale.ROOT, "%s = %s: %s", KEY, name, why), cause);
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    return schema(topic, SchemaId.of(id));
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    Place place = new Place(topic, id);
    unusable.remove(place);
    try {
      Optional<Schema> found = guarded(id + " of topic " + topic, () -> registry.schema(topic, id));
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
    return guarded("text of " + id + " of topic " + topic, () -> registry.text(topic, id));
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return guarded("register for topic " + topic, () -> registry.register(topic, schema));
  }

  @Override
  public Optional<Schema> newest(String topic) {
    return guarded("newest schema of topic " + topic, () -> registry.newest(topic));
  }

  @Override
  public Ids ids() {
    return guarded("ids", registry::ids);
  }

  @Override
  public String whyMissing(String topic, int id) {
    return whyMissing(topic, SchemaId.of(id));
  }

  @Override
  public String whyMissing(String topic, SchemaId id) {
    String reason = unusable.get(new Place(topic, id));
    return reason == null
        ? guarded("why missing", () -> registry.whyMissing(topic, id))
        : String.format(Locale.ROOT, "%s cannot be used: %s", id, reason);
  }

  @Override
  public Optional<String> foreignType(String topic, int id) {
    return guarded("foreign type", () -> registry.foreignType(topic, id));
  }

  private <T> T guarded(String what, Supplier<T> call) {
    T answer;
    try {
      answer = call.get();
    } catch (CamusException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new SchemaUnavailableException(
          String.format(
              Locale.ROOT, "the schema registry %s failed (%s): %s", name, what, RootCause.line(e)),
          e);
    }
    if (answer == null) {
      throw new SchemaUnavailableException(
          String.format(
              Locale.ROOT,
              "the schema registry %s answered null (%s); this is a bug in that class",
              name,
              what));
    }
    return answer;
  }
}
