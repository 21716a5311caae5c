package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.Compatibility;
import io.camus.model.ExitCode;
import io.camus.model.IncompatibleSchemaException;
import io.camus.model.SchemaUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptedSchemasTest {
  private static final Schema X = schema("x");
  private static final Schema X_OPTIONAL_Y = schema("x", "y?");
  private static final Schema X_Y = schema("x", "y");
  private static final Schema X_Y_OPTIONAL_Z = schema("x", "y", "z?");
  private static final Schema X_Y_W = schema("x", "y", "w");

  private Optional<Schema> registered = Optional.empty();
  private int asked;

  /** Required text fields; those with a question mark have a default. */
  private static Schema schema(String... fields) {
    FieldAssembler<Schema> record = SchemaBuilder.record("Click").namespace("test").fields();
    for (String field : fields) {
      record =
          field.endsWith("?")
              ? record.name(field.replace("?", "")).type().stringType().stringDefault("")
              : record.requiredString(field);
    }
    return record.endRecord();
  }

  private static Optional<String> refusal(Compatibility rule, Schema newer, Schema... committed) {
    return AcceptedSchemas.refusal("clicks", rule, List.of(committed), Optional.empty(), newer);
  }

  @Test
  void aVersionThatBreaksReadersIsRefusedWithWhatChangedAndWhatToDo() {
    assertThat(refusal(Compatibility.BACKWARD, X_Y, X, X_OPTIONAL_Y))
        .contains(
            "its newest schema is not backward compatible with version 1 of its files: new readers"
                + " cannot read old data: field y is missing there and has no default. Changes"
                + " since version 2: field y has no default, had default \"\". Correct the schema"
                + " in the registry, keep to another one with camus.output.schema.clicks = <schema"
                + " id>, or accept it with camus.schema.compatibility.clicks = none");
    assertThat(refusal(Compatibility.FORWARD, X_Y, X, X_OPTIONAL_Y)).isEmpty();
    assertThat(refusal(Compatibility.FORWARD, X, X_Y).orElseThrow())
        .contains("not forward compatible with version 1", "old readers cannot read new data");
    assertThat(refusal(Compatibility.FULL, X_Y, X).orElseThrow()).contains("not fully compatible");
    assertThat(refusal(Compatibility.FULL, X_OPTIONAL_Y, X)).isEmpty();
    assertThat(refusal(Compatibility.FULL, X_Y)).isEmpty();
  }

  @Test
  void whatWasAcceptedIsNotRefusedAgain() {
    assertThat(refusal(Compatibility.BACKWARD, X_Y, X, X_Y)).isEmpty();
    assertThat(refusal(Compatibility.BACKWARD, X_Y_OPTIONAL_Z, X, X_Y)).isPresent();
    assertThat(
            AcceptedSchemas.refusal(
                "clicks",
                Compatibility.BACKWARD,
                List.of(X, X_Y),
                Optional.of(X_Y),
                X_Y_OPTIONAL_Z))
        .isEmpty();
    assertThat(
            AcceptedSchemas.refusal(
                    "clicks", Compatibility.BACKWARD, List.of(X, X_Y), Optional.of(X_Y), X_Y_W)
                .orElseThrow())
        .contains("version 1", "field w is missing");
  }

  private AcceptedSchemas accepted(Schema newest, Schema... committed) {
    registered = Optional.ofNullable(newest);
    return new AcceptedSchemas(
        "clicks",
        Compatibility.BACKWARD,
        List.of(committed),
        registered,
        () -> {
          asked++;
          return registered;
        });
  }

  @Test
  void knownSchemasAreAcceptedWithoutTheRegistry() {
    AcceptedSchemas accepted = accepted(X_OPTIONAL_Y, X);
    accepted.require(X);
    accepted.require(X_OPTIONAL_Y);
    assertThat(asked).isZero();
  }

  @Test
  void anOlderSchemaOfABacklogMustBeReadableByTheNewest() {
    AcceptedSchemas accepted = accepted(X_OPTIONAL_Y);
    accepted.require(X);
    accepted.require(X);
    assertThat(asked).isEqualTo(1);

    assertThatThrownBy(() -> accepted(X_Y).require(X))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContainingAll("field y is missing there", "camus.schema.compatibility.clicks")
        .satisfies(
            e -> assertThat(((IncompatibleSchemaException) e).exitCode()).isEqualTo(ExitCode.DATA));
  }

  @Test
  void aSchemaThatIsRegisteredDuringThePullIsCheckedAsTheNewest() {
    AcceptedSchemas accepted = accepted(X, X);
    registered = Optional.of(X_OPTIONAL_Y);
    accepted.require(X_OPTIONAL_Y);
    registered = Optional.of(X_Y);
    assertThatThrownBy(() -> accepted.require(X_Y))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("not backward compatible with version 1");
    assertThatThrownBy(() -> accepted.require(X_Y)).isInstanceOf(IncompatibleSchemaException.class);
    assertThatCode(() -> accepted.require(X)).doesNotThrowAnyException();
  }

  @Test
  void withoutANewestSchemaANewOneCountsAsNewer() {
    AcceptedSchemas accepted = accepted(null, X);
    accepted.require(X_OPTIONAL_Y);
    assertThatThrownBy(() -> accepted.require(X_Y)).isInstanceOf(IncompatibleSchemaException.class);
  }

  @Test
  void aRegistryThatDoesNotAnswerIsNotAnAnswer() {
    AcceptedSchemas accepted =
        new AcceptedSchemas(
            "clicks",
            Compatibility.FULL,
            List.of(X),
            Optional.of(X),
            () -> {
              throw new SchemaUnavailableException("down");
            });
    assertThatThrownBy(() -> accepted.require(X_Y)).isInstanceOf(SchemaUnavailableException.class);
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static Schema anySchema(Random random) {
    return schema(
        Stream.of("a", "b", "c")
            .map(name -> name + List.of("", "?", "-").get(random.nextInt(3)))
            .filter(name -> !name.endsWith("-"))
            .toArray(String[]::new));
  }

  /** A topic that is always checked: its newest version reads, or is read by, all of its files. */
  @ParameterizedTest
  @EnumSource(names = {"BACKWARD", "FORWARD", "FULL"})
  void filesOfATopicThatIsAlwaysCheckedKeepTheRule(Compatibility rule) {
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 200; round++) {
      List<Schema> files = new ArrayList<>();
      Optional<Schema> before = Optional.empty();
      for (int step = 0; step < 6; step++) {
        Schema newest = anySchema(random);
        if (AcceptedSchemas.refusal("t", rule, files, before, newest).isPresent()
            || files.contains(newest)) {
          refused++;
          continue;
        }
        before = Optional.of(newest);
        AcceptedSchemas accepted =
            new AcceptedSchemas("t", rule, files, Optional.of(newest), () -> Optional.of(newest));
        List<Schema> pulled = new ArrayList<>(List.of(newest));
        try {
          Schema backlog = anySchema(random);
          accepted.require(backlog);
          pulled.add(0, backlog);
        } catch (IncompatibleSchemaException e) {
          refused++;
        }
        pulled.stream().filter(it -> !files.contains(it)).forEach(files::add);
        for (Schema file : files) {
          assertThat(!rule.isBackward() || reads(newest, file)).as(files.toString()).isTrue();
          assertThat(!rule.isForward() || reads(file, newest)).as(files.toString()).isTrue();
        }
      }
    }
    assertThat(refused).isGreaterThan(100);
  }
}
