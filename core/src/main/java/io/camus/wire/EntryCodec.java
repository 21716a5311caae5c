package io.camus.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.camus.model.LogEntry;
import io.camus.model.LogEntry.Closes;
import io.camus.model.LogEntry.Commits;
import io.camus.model.LogEntry.Opens;
import io.camus.model.LogEntry.Sets;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunOwner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Log entries in version 2: an object with one field, whose name is the kind and whose value is the
 * entry. An unknown kind is refused, since it may move positions.
 */
final class EntryCodec implements Codec<LogEntry> {
  static final Codec<LogEntry> ENTRY = new EntryCodec();

  private record Kind<E extends LogEntry>(String name, Class<E> type, Codec<E> codec) {
    void write(JsonGenerator out, LogEntry entry) throws IOException {
      out.writeFieldName(name);
      codec.write(out, type.cast(entry));
    }
  }

  private static final Kind<Opens> OPENS = new Kind<>("opens", Opens.class, opens());
  private static final Kind<Closes> CLOSES = new Kind<>("closes", Closes.class, closes());
  private static final Kind<Commits> COMMITS = new Kind<>("commits", Commits.class, commits());
  private static final Kind<Sets> SETS = new Kind<>("sets", Sets.class, sets());
  private static final Kind<LogEntry.Tracks> TRACKS =
      new Kind<>("tracks", LogEntry.Tracks.class, CompletenessCodecs.TRACKS);
  private static final Kind<LogEntry.Untracks> UNTRACKS =
      new Kind<>("untracks", LogEntry.Untracks.class, CompletenessCodecs.UNTRACKS);
  private static final Kind<LogEntry.Observes> OBSERVES =
      new Kind<>("observes", LogEntry.Observes.class, CompletenessCodecs.OBSERVES);
  private static final Kind<LogEntry.Completes> COMPLETES =
      new Kind<>("completes", LogEntry.Completes.class, CompletenessCodecs.COMPLETES);
  private static final List<Kind<?>> KINDS =
      List.of(OPENS, CLOSES, COMMITS, SETS, TRACKS, UNTRACKS, OBSERVES, COMPLETES);

  private static final LogEntry.Cases<Kind<?>> KIND =
      new LogEntry.Cases<>() {
        @Override
        public Kind<?> opens(Opens entry) {
          return OPENS;
        }

        @Override
        public Kind<?> closes(Closes entry) {
          return CLOSES;
        }

        @Override
        public Kind<?> commits(Commits entry) {
          return COMMITS;
        }

        @Override
        public Kind<?> sets(Sets entry) {
          return SETS;
        }

        @Override
        public Kind<?> completeness(LogEntry.Completeness entry) {
          return KINDS.stream()
              .filter(kind -> kind.type().isInstance(entry))
              .findAny()
              .orElseThrow();
        }
      };

  private EntryCodec() {}

  @Override
  public void write(JsonGenerator out, LogEntry entry) throws IOException {
    out.writeStartObject();
    entry.match(KIND).write(out, entry);
    out.writeEndObject();
  }

  @Override
  public LogEntry read(JsonParser in) throws IOException {
    Codecs.expect(in, JsonToken.START_OBJECT, "an object");
    String name = in.nextFieldName();
    for (Kind<?> kind : KINDS) {
      if (kind.name().equals(name)) {
        return read(in, kind);
      }
    }
    throw new InvalidValueException(
        name == null
            ? "has no kind of entry"
            : name + " is not a known kind of entry; a newer version of Camus may have written it");
  }

  private static LogEntry read(JsonParser in, Kind<?> kind) throws IOException {
    in.nextToken();
    LogEntry entry;
    try {
      entry = kind.codec().read(in);
    } catch (InvalidValueException e) {
      throw e.within(kind.name());
    }
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw new InvalidValueException("has more than one kind of entry");
    }
    return entry;
  }

  private static Codec<Opens> opens() {
    var object = ObjectCodec.<Opens>strict();
    var run = object.required("run", Codecs.RUN, Opens::run);
    var owner = object.required("owner", owner(), Opens::owner);
    return object.of(fields -> new Opens(fields.get(run), fields.get(owner)));
  }

  private static Codec<RunOwner> owner() {
    var object = ObjectCodec.<RunOwner>tolerant();
    var framework = object.required("framework", Codecs.TEXT, RunOwner::framework);
    var host = object.required("host", Codecs.TEXT, RunOwner::host);
    var pid = object.required("pid", Codecs.LONG, RunOwner::pid);
    var started = object.required("processStarted", Codecs.INSTANT, RunOwner::processStarted);
    return object.of(
        fields ->
            new RunOwner(
                fields.get(framework), fields.get(host), fields.get(pid), fields.get(started)));
  }

  private static Codec<Closes> closes() {
    var object = ObjectCodec.<Closes>strict();
    var run = object.required("run", Codecs.RUN, Closes::run);
    return object.of(fields -> new Closes(fields.get(run)));
  }

  private static Codec<Commits> commits() {
    var object = ObjectCodec.<Commits>strict();
    var run = object.required("run", Codecs.RUN, Commits::run);
    var task = object.required("task", Codecs.INT, Commits::task);
    var pulled = object.required("pulled", GroupCodec.GROUP, Commits::pulled);
    return object.of(fields -> new Commits(fields.get(run), fields.get(task), fields.get(pulled)));
  }

  private static Codec<Sets> sets() {
    var object = ObjectCodec.<Sets>strict();
    var position = object.required("position", newPosition(), Sets::position);
    return object.of(fields -> new Sets(fields.get(position)));
  }

  private static Codec<NewPosition> newPosition() {
    var object = ObjectCodec.<NewPosition>strict();
    var partition = object.required("partition", Codecs.PARTITION, NewPosition::partition);
    var position = object.required("position", position(), NewPosition::position);
    var reason = object.required("reason", Codecs.TEXT, NewPosition::reason);
    return object.of(
        fields -> new NewPosition(fields.get(partition), fields.get(position), fields.get(reason)));
  }

  private static Codec<PartitionPosition> position() {
    var object = ObjectCodec.<PartitionPosition>strict();
    var topicId = object.required("topicId", Codecs.TOPIC_ID, PartitionPosition::topicId);
    var generation = object.required("generation", Codecs.INT, PartitionPosition::generation);
    var next = object.required("next", Codecs.LONG, PartitionPosition::next);
    var leaderEpoch =
        object.nullable("leaderEpoch", Codecs.INT, it -> RangeCodecs.boxed(it.leaderEpoch()));
    var bytesPerOffset =
        object.nullable("bytesPerOffset", Codecs.DOUBLE, it -> boxed(it.bytesPerOffset()));
    return object.of(
        fields ->
            new PartitionPosition(
                fields.get(topicId),
                fields.get(generation),
                fields.get(next),
                RangeCodecs.unboxed(fields.get(leaderEpoch)),
                unboxed(fields.get(bytesPerOffset))));
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static OptionalDouble unboxed(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
