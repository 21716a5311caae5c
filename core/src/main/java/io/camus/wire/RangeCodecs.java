package io.camus.wire;

import io.camus.model.EventTimes;
import io.camus.model.OffsetRange;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.Rewritten;
import io.camus.model.Unfinished;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Codecs of offset ranges and pulled ranges, in version 2. */
final class RangeCodecs {
  static final Codec<OffsetRange> RANGE = range();
  static final Codec<PulledRange> PULLED = pulled();

  private RangeCodecs() {}

  private static Codec<OffsetRange> range() {
    var object = ObjectCodec.<OffsetRange>strict();
    var partition = object.required("partition", Codecs.PARTITION, OffsetRange::partition);
    var topicId = object.required("topicId", Codecs.TOPIC_ID, OffsetRange::topicId);
    var generation = object.required("generation", Codecs.INT, OffsetRange::generation);
    var from = object.required("from", Codecs.LONG, OffsetRange::from);
    var to = object.required("to", Codecs.LONG, OffsetRange::to);
    return object.of(
        fields ->
            new OffsetRange(
                fields.get(partition),
                fields.get(topicId),
                fields.get(generation),
                fields.get(from),
                fields.get(to)));
  }

  private static Codec<PulledRange> pulled() {
    var object = ObjectCodec.<PulledRange>strict();
    var range = object.required("range", range(), PulledRange::range);
    var plannedTo = object.required("plannedTo", Codecs.LONG, PulledRange::plannedTo);
    var written = object.required("written", Codecs.LONG, PulledRange::written);
    var rejected =
        object.required(
            "rejected",
            Codecs.numbers(RejectionCause::name, RejectionCause::valueOf),
            PulledRange::rejected);
    var skipped = object.required("skipped", Codecs.LONG, PulledRange::skipped);
    var absent = object.required("absent", Codecs.LONG, PulledRange::absent);
    var sourceDigest = object.required("sourceDigest", Codecs.TEXT, PulledRange::sourceDigest);
    var unfinished = object.nullable("unfinished", unfinished(), PulledRange::unfinished);
    var leaderEpoch = object.nullable("leaderEpoch", Codecs.INT, it -> boxed(it.leaderEpoch()));
    var bytes = object.required("bytes", Codecs.LONG, PulledRange::bytes);
    var eventTimes = object.optional("eventTimes", eventTimes(), PulledRange::eventTimes);
    var rewritten = object.optional("rewritten", rewritten(), PulledRange::rewritten);
    return object.of(
        fields ->
            new PulledRange(
                fields.get(range),
                fields.get(plannedTo),
                fields.get(written),
                fields.get(rejected),
                fields.get(skipped),
                fields.get(absent),
                fields.get(sourceDigest),
                fields.get(unfinished),
                unboxed(fields.get(leaderEpoch)),
                fields.get(bytes),
                fields.get(eventTimes),
                fields.get(rewritten)));
  }

  private static Codec<Unfinished> unfinished() {
    var object = ObjectCodec.<Unfinished>tolerant();
    var reason =
        object.required("reason", Codecs.constant(Unfinished.Reason.class), Unfinished::reason);
    var message = object.required("message", Codecs.TEXT, Unfinished::message);
    return object.of(fields -> new Unfinished(fields.get(reason), fields.get(message)));
  }

  private static Codec<EventTimes> eventTimes() {
    var object = ObjectCodec.<EventTimes>tolerant();
    var byField =
        object.required(
            "fields",
            Codecs.numbers(Function.<String>identity(), Function.identity()),
            EventTimes::fields);
    var kafka = object.required("kafka", Codecs.LONG, EventTimes::kafka);
    var missing = object.required("missing", Codecs.LONG, EventTimes::missing);
    var unreadable = object.required("unreadable", Codecs.LONG, EventTimes::unreadable);
    var january1970 = object.required("january1970", Codecs.LONG, EventTimes::january1970);
    var farAhead = object.required("farAhead", Codecs.LONG, EventTimes::farAhead);
    var unread = object.nullable("unread", sample(), EventTimes::unread);
    var doubtful = object.nullable("doubtful", sample(), EventTimes::doubtful);
    return object.of(
        fields ->
            new EventTimes(
                fields.get(byField),
                fields.get(kafka),
                fields.get(missing),
                fields.get(unreadable),
                fields.get(january1970),
                fields.get(farAhead),
                fields.get(unread),
                fields.get(doubtful)));
  }

  private static Codec<EventTimes.Sample> sample() {
    var object = ObjectCodec.<EventTimes.Sample>tolerant();
    var place = object.required("place", Codecs.TEXT, EventTimes.Sample::place);
    var time = object.required("time", Codecs.TEXT, EventTimes.Sample::time);
    return object.of(fields -> new EventTimes.Sample(fields.get(place), fields.get(time)));
  }

  private static Codec<Rewritten> rewritten() {
    var object = ObjectCodec.<Rewritten>tolerant();
    var escaped = object.required("escaped", Codecs.LONG, Rewritten::escaped);
    var trimmed = object.required("trimmed", Codecs.LONG, Rewritten::trimmed);
    var reduced =
        object.optional(
            "reduced",
            Codecs.LONG,
            it -> it.reduced() == 0 ? Optional.empty() : Optional.of(it.reduced()));
    return object.of(
        fields ->
            new Rewritten(
                fields.get(escaped), fields.get(trimmed), fields.get(reduced).orElse(0L)));
  }

  static Optional<Integer> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  static OptionalInt unboxed(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
