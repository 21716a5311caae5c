package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaRegistry;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserRegistryTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private static UserRegistry create(Class<?> type) {
    return create(type.getName());
  }

  private static UserRegistry create(String name) {
    return UserRegistry.create(
        name,
        Map.of("camus.schema.registry.custom.schema", "\"string\""),
        UserRegistryTest.class.getClassLoader());
  }

  @Test
  void classIsMadeWithItsSettings() {
    UserRegistry registry = create(WithSettings.class);

    assertThat(registry.schema("clicks", 17)).contains(STRING);
    assertThat(registry.schema("clicks", 18)).isEmpty();
    assertThat(registry.whyMissing("clicks", 18)).contains("18");
    assertThat(registry.ids()).isEqualTo(SchemaRegistry.Ids.PER_TOPIC);
  }

  @Test
  void classWithoutSettingsIsMadeToo() {
    assertThat(create(Plain.class).register("clicks", STRING)).isEmpty();
  }

  @Test
  void classesThatCannotBeMadeAreRefusedWithTheReason() {
    assertRefused("com.example.Mine", "is not on the class path");
    assertRefused(String.class.getName(), "does not implement io.camus.spi.SchemaRegistry");
    assertRefused(NoConstructor.class.getName(), "public constructor (Map<String, String>) or ()");
    assertRefused(Hidden.class.getName(), "must be public");
    assertRefused(Abstract.class.getName(), "is abstract");
    assertRefused(Failing.class.getName(), "its constructor failed: java.lang.IllegalArgument");
    assertRefused(Broken.class.getName(), "a class that it needs is missing");
  }

  private static void assertRefused(String name, String why) {
    assertThatThrownBy(() -> create(name))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("kafka.message.coder.schema.registry.class = " + name + ": ")
        .hasMessageContaining(why);
  }

  @Test
  void whatTheConstructorSaysInOurWordsIsKept() {
    assertThatThrownBy(() -> create(Demanding.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("set camus.schema.registry.custom.region");
  }

  @Test
  void classThatBreaksItsContractIsARegistryThatCannotBeAsked() {
    UserRegistry registry = create(Rude.class);

    assertThatThrownBy(() -> registry.schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining(Rude.class.getName())
        .hasMessageContaining("schema id 17 of topic clicks");
    assertThatThrownBy(() -> registry.register("clicks", STRING))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("null");
  }

  @ParameterizedTest
  @MethodSource("io.camus.schema.PoisonSchemas#texts")
  void textsThatAvroCannotParseAreMissingAndOtherFaultsAreNot(String text) {
    UserRegistry registry =
        UserRegistry.create(
            WithSettings.class.getName(),
            Map.of("camus.schema.registry.custom.schema", text),
            UserRegistryTest.class.getClassLoader());

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17))
        .startsWith("schema id 17 cannot be used: ")
        .hasSizeLessThan(250);
    assertThat(registry.whyMissing("clicks", 18)).isEqualTo("schema id 18 is not in the registry");
  }

  @Test
  void aSchemaThatNoFileCanHoldIsMissing() {
    UserRegistry registry = create(Deep.class);

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17))
        .isEqualTo(
            "schema id 17 cannot be used: no data file can contain it: it is nested too deeply");
  }

  /** Knows a schema that was not made of a text. */
  public static final class Deep extends Base {
    @Override
    public Optional<Schema> schema(String topic, int id) {
      return Optional.of(PoisonSchemas.tooDeep());
    }
  }

  /** Knows the schema of its settings as 17. */
  public static final class WithSettings extends Base {
    private final Map<String, String> settings;

    public WithSettings(Map<String, String> settings) {
      this.settings = settings;
    }

    @Override
    public Optional<Schema> schema(String topic, int id) {
      return Optional.of(settings.get("camus.schema.registry.custom.schema"))
          .filter(text -> id == 17)
          .map(text -> new Schema.Parser().parse(text));
    }
  }

  /** Has the constructor that Java gives it. */
  public static class Plain extends Base {}

  /** Has a constructor of another kind. */
  public static final class NoConstructor extends Base {
    public NoConstructor(String unused) {
      assertThat(unused).isNotNull();
    }
  }

  /** Is not public. */
  static final class Hidden extends Base {
    public Hidden() {}
  }

  /** Is no whole class. */
  public abstract static class Abstract extends Base {
    /** Would be fine in another class. */
    @SuppressWarnings("PublicConstructorForAbstractClass")
    public Abstract() {}
  }

  /** Cannot be made. */
  public static final class Failing extends Base {
    public Failing() {
      throw new IllegalArgumentException("nowhere to go");
    }
  }

  /** Lacks a class. */
  public static final class Broken extends Base {
    public Broken() {
      throw new NoClassDefFoundError("com/example/Helper");
    }
  }

  /** Says itself what is missing. */
  public static final class Demanding extends Base {
    public Demanding() {
      throw new ConfigurationException("set camus.schema.registry.custom.region");
    }
  }

  /** Throws and answers what it must not. */
  public static final class Rude extends Base {
    public Rude() {}

    @Override
    public Optional<Schema> schema(String topic, int id) {
      throw new IllegalStateException("not my day");
    }

    @Override
    @SuppressWarnings("NullOptional")
    public Optional<Integer> register(String topic, Schema schema) {
      return null;
    }
  }

  private abstract static class Base implements SchemaRegistry {
    @Override
    public Optional<Schema> schema(String topic, int id) {
      return Optional.empty();
    }

    @Override
    public Optional<Integer> register(String topic, Schema schema) {
      return Optional.empty();
    }
  }
}
