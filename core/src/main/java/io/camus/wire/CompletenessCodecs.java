package io.camus.wire;

import io.camus.model.BucketSums;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.LateMarker;
import io.camus.model.Completion.Verdict;
import io.camus.model.EndOffsets;
import io.camus.model.LogEntry.Completes;
import io.camus.model.LogEntry.Observes;
import io.camus.model.LogEntry.Tracks;
import io.camus.model.LogEntry.Untracks;
import io.camus.model.TrackedTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Codecs of the entries about complete buckets, in version 2. */
final class CompletenessCodecs {
  static final Codec<Map<Integer, Long>> ENDS = Codecs.numbers(String::valueOf, Integer::valueOf);

  private static final Codec<EndOffsets> SEEN = seen();
  private static final Codec<BucketSums> SUMS = sums();

  static final Codec<Tracks> TRACKS = tracks();
  static final Codec<Untracks> UNTRACKS = untracks();
  static final Codec<Observes> OBSERVES = observes();
  static final Codec<Completes> COMPLETES = completes();

  private CompletenessCodecs() {}

  private static Codec<EndOffsets> seen() {
    var object = ObjectCodec.<EndOffsets>strict();
    var topic = object.required("topic", Codecs.TEXT, EndOffsets::topic);
    var at = object.required("at", Codecs.INSTANT, EndOffsets::at);
    var ends = object.required("ends", ENDS, EndOffsets::ends);
    return object.of(fields -> new EndOffsets(fields.get(topic), fields.get(at), fields.get(ends)));
  }

  private static Codec<BucketSums> sums() {
    var object = ObjectCodec.<BucketSums>strict();
    var directory = object.required("directory", Codecs.TEXT, BucketSums::directory);
    var files = object.required("files", Codecs.LONG, BucketSums::files);
    var records = object.required("records", Codecs.LONG, BucketSums::records);
    var first = object.required("firstEventMillis", Codecs.LONG, BucketSums::firstEventMillis);
    return object.of(
        fields ->
            new BucketSums(
                fields.get(directory), fields.get(files), fields.get(records), fields.get(first)));
  }

  private static Codec<Tracks> tracks() {
    var object = ObjectCodec.<Tracks>strict();
    var topic = object.required("topic", Codecs.TEXT, Tracks::topic);
    var from = object.optional("from", Codecs.INSTANT, it -> it.tracked().from());
    var until = object.optional("until", Codecs.INSTANT, it -> it.tracked().until());
    var proven = object.optional("provenFrom", Codecs.INSTANT, it -> it.tracked().provenFrom());
    var reset = object.optional("resetBy", Codecs.LONG, it -> it.tracked().resetBy());
    var observed = object.optional("observed", SEEN, it -> it.tracked().observed());
    var open =
        object.optional(
            "open",
            Codecs.list(SUMS),
            it -> Optional.of(it.tracked().open()).filter(sums -> !sums.isEmpty()));
    return object.of(
        fields ->
            new Tracks(
                new TrackedTopic(
                    fields.get(topic),
                    fields.get(from),
                    fields.get(until),
                    fields.get(proven),
                    fields.get(reset),
                    fields.get(observed),
                    fields.get(open).orElse(List.of()))));
  }

  private static Codec<Untracks> untracks() {
    var object = ObjectCodec.<Untracks>strict();
    var topic = object.required("topic", Codecs.TEXT, Untracks::topic);
    return object.of(fields -> new Untracks(fields.get(topic)));
  }

  private static Codec<Observes> observes() {
    var object = ObjectCodec.<Observes>strict();
    var seen = object.required("seen", SEEN, Observes::seen);
    var after = object.required("after", Codecs.LONG, Observes::after);
    return object.of(fields -> new Observes(fields.get(seen), fields.get(after)));
  }

  private static Codec<Completes> completes() {
    var object = ObjectCodec.<Completes>strict();
    var seen = object.required("seen", SEEN, of(Completion::seen));
    var settle = object.required("settle", Codecs.DURATION, of(Completion::settle));
    var until = object.required("until", Codecs.INSTANT, of(Completion::until));
    var proven = object.optional("provenFrom", Codecs.INSTANT, of(Completion::provenFrom));
    var marker = object.optional("marker", Codecs.TEXT, of(Completion::marker));
    var late = object.required("late", Codecs.constant(LateMarker.class), of(Completion::late));
    var tiers =
        object.optional(
            "tiers",
            Codecs.list(Codecs.TEXT),
            it -> Optional.of(it.completion().tiers()).filter(list -> !list.isEmpty()));
    var buckets = object.required("buckets", Codecs.list(bucket()), of(Completion::buckets));
    return object.of(
        fields ->
            new Completes(
                new Completion(
                    fields.get(seen),
                    fields.get(settle),
                    fields.get(until),
                    fields.get(proven),
                    fields.get(marker),
                    fields.get(late),
                    fields.get(tiers).orElse(List.of()),
                    fields.get(buckets))));
  }

  private static <T> Function<Completes, T> of(Function<Completion, T> get) {
    return entry -> get.apply(entry.completion());
  }

  private static Codec<Bucket> bucket() {
    var object = ObjectCodec.<Bucket>strict();
    var sums = object.required("sums", SUMS, Bucket::sums);
    var begin = object.optional("begin", Codecs.INSTANT, Bucket::begin);
    var end = object.optional("end", Codecs.INSTANT, Bucket::end);
    var verdict = object.required("verdict", Codecs.constant(Verdict.class), Bucket::verdict);
    return object.of(
        fields ->
            new Bucket(fields.get(sums), fields.get(begin), fields.get(end), fields.get(verdict)));
  }
}
