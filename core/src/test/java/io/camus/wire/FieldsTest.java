package io.camus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * Every field of every object of a record, one at a time: what happens if it is missing or {@code
 * null}, and if the object has another one that is not known.
 */
class FieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Objects that are safe to read without what is not known: "" is the first line itself. */
  private static final Set<String> TOLERANT =
      Set.of(
          "",
          "header",
          "owner",
          "unfinished",
          "eventTimes",
          "unread",
          "doubtful",
          "rewritten",
          "counts");

  private static final Set<String> OPTIONAL =
      Set.of(
          "countWindow",
          "leaderEpoch",
          "bytesPerOffset",
          "unfinished",
          "eventTimes",
          "unread",
          "doubtful",
          "rewritten");

  /** Names that are data: an entry of these may be missing, as far as the sums still fit. */
  private static final Set<String> MAPS = Set.of("fields", "rejected");

  private final List<String> lines;

  FieldsTest() throws IOException {
    lines = List.of(new String(Golden.bytes("record.json"), UTF_8).split("\n", -1));
  }

  /** One object of the record, and the field in which it is. */
  private record Place(int line, JsonNode root, ObjectNode object, String name) {}

  private List<Place> places() throws IOException {
    List<Place> places = new ArrayList<>();
    for (int line = 0; line < lines.size() - 2; line++) {
      JsonNode root = JSON.readTree(lines.get(line));
      collect(line, root, root, "", places);
    }
    return places;
  }

  private static void collect(
      int line, JsonNode root, JsonNode node, String name, List<Place> places) {
    if (node instanceof ObjectNode object) {
      places.add(new Place(line, root, object, name));
      object.properties().forEach(it -> collect(line, root, it.getValue(), it.getKey(), places));
    } else if (node instanceof ArrayNode array) {
      array.forEach(element -> collect(line, root, element, name, places));
    }
  }

  /** Reads the record with the root of a place in place of its line; empty if that is well. */
  private Optional<String> fault(Place place) throws IOException {
    List<String> changed = new ArrayList<>(lines.subList(0, lines.size() - 2));
    changed.set(place.line(), JSON.writeValueAsString(place.root()));
    byte[] content = (String.join("\n", changed) + "\n").getBytes(UTF_8);
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    String whole =
        new String(content, UTF_8)
            + String.format(
                Locale.ROOT,
                "{\"lines\":%d,\"crc32c\":\"%08x\"}\n",
                changed.size() - 1,
                checksum.getValue());
    try {
      RecordFile.read(new ByteArrayInputStream(whole.getBytes(UTF_8)), 42, "/commits/42.json");
      return Optional.empty();
    } catch (UnreadableFileException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> fault(Place place, Consumer<ObjectNode> change) throws IOException {
    Map<String, JsonNode> before = new LinkedHashMap<>();
    place.object().properties().forEach(it -> before.put(it.getKey(), it.getValue()));
    change.accept(place.object());
    try {
      return fault(place);
    } finally {
      place.object().removeAll();
      place.object().setAll(before);
    }
  }

  @Test
  void aFieldThatIsNotKnownIsIgnoredWhereThatIsSafeAndElseNamed() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (Place place : places()) {
      Optional<String> fault =
          fault(place, object -> object.putObject("newer").putArray("a").add(1));
      if (TOLERANT.contains(place.name()) && (place.line() == 0 || !place.name().isEmpty())) {
        assertThat(fault).as(place.toString()).isEmpty();
      } else {
        refused.add(place.name());
        assertThat(fault.orElseThrow())
            .as(place.toString())
            .startsWith("/commits/42.json cannot be read: line " + (place.line() + 1) + ": ")
            .containsAnyOf("newer: ", "more than one kind");
      }
    }
    assertThat(refused)
        .containsExactly(
            "",
            "closes",
            "commits",
            "fields",
            "files",
            "opens",
            "parts",
            "position",
            "pulled",
            "range",
            "ranges",
            "rejected",
            "sets");
  }

  @Test
  void aFieldThatIsMissingOrNullIsNamedUnlessItIsOptional() throws IOException {
    int required = 0;
    for (Place place : places()) {
      List<String> names = new ArrayList<>();
      place.object().fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        Optional<String> missing = fault(place, object -> object.remove(name));
        Optional<String> empty = fault(place, object -> object.putNull(name));
        if (OPTIONAL.contains(name)) {
          assertThat(missing).as(name).isEmpty();
          assertThat(empty).as(name).isEmpty();
        } else if (MAPS.contains(place.name())) {
          assertThat(empty.orElseThrow())
              .as(name)
              .contains(place.name() + "." + name + ": must be");
        } else if (place.line() > 0 && place.name().isEmpty()) {
          assertThat(missing.orElseThrow()).as(name).contains("has no kind of entry");
          assertThat(empty.orElseThrow()).as(name).contains(name + ": must be an object");
        } else {
          required++;
          assertThat(missing.orElseThrow())
              .as(name)
              .startsWith("/commits/42.json cannot be read: line " + (place.line() + 1) + ": ")
              .endsWith(name + ": is missing");
          assertThat(empty.orElseThrow()).as(name).contains(name + ": must be ");
        }
      }
    }
    assertThat(required).isGreaterThan(100);
  }

  @Test
  void aValueOfAnotherTypeIsRefused() throws IOException {
    for (Place place : places()) {
      List<String> names = new ArrayList<>();
      place.object().fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        assertThat(fault(place, object -> object.put(name, true)).orElseThrow())
            .as(name)
            .contains(name + ": must be ", ", but is VALUE_TRUE");
        if (place.object().get(name).isIntegralNumber()) {
          assertThat(fault(place, object -> object.put(name, 1.5))).as(name).isPresent();
          assertThat(fault(place, object -> object.put(name, "1"))).as(name).isPresent();
        }
      }
    }
  }

  @Test
  void whatAValueMayNotBeIsRefused() throws IOException {
    for (Place place : places()) {
      for (String name :
          List.of("partition", "run", "topicId", "processStarted", "kind", "reason")) {
        boolean free = name.equals("reason") && place.name().equals("position");
        if (place.object().has(name) && !free) {
          assertThat(fault(place, object -> object.put(name, "no-such")).orElseThrow())
              .as(name)
              .contains(name + ": \"no-such\" is not valid: ");
        }
      }
      if (place.name().equals("range") && place.line() == 5) {
        assertThat(fault(place, object -> object.put("partition", "-1")).orElseThrow())
            .contains("has no topic and number");
        assertThat(fault(place, object -> object.put("generation", 1L << 40)).orElseThrow())
            .contains("generation: ", "out of range of int");
        assertThat(fault(place, object -> object.put("to", -1)).orElseThrow())
            .contains("range: is not valid: not a range");
      }
      if (place.name().equals("rejected") && place.object().size() > 0) {
        assertThat(fault(place, object -> object.put("NEWER", 0)).orElseThrow())
            .contains("pulled.ranges.rejected.NEWER: is unknown");
      }
    }
  }
}
