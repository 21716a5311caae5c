package io.camus.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LeftOut;
import io.camus.model.PulledGroup;
import io.camus.model.WindowCount;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Groups with their files and counts, in version 2: lines of manifests, and in commits. */
final class GroupCodec {
  static final Codec<PulledGroup> GROUP = group(Codecs.list(count()), Codecs.list(leftOut()));

  /** Reads groups without their counts, of which there may be many thousands. */
  static final Codec<PulledGroup> WITHOUT_COUNTS =
      group(new Skipped<>(Codecs.list(count())), new Skipped<>(Codecs.list(leftOut())));

  private GroupCodec() {}

  /** A list whose elements are not read. */
  private record Skipped<T>(Codec<List<T>> list) implements Codec<List<T>> {
    @Override
    public void write(JsonGenerator out, List<T> values) throws IOException {
      list.write(out, values);
    }

    @Override
    public List<T> read(JsonParser in) throws IOException {
      Codecs.expect(in, JsonToken.START_ARRAY, "a list");
      in.skipChildren();
      return List.of();
    }
  }

  private static Codec<PulledGroup> group(
      Codec<List<WindowCount>> countRows, Codec<List<LeftOut>> leftOutRows) {
    var object = ObjectCodec.<PulledGroup>strict();
    var ranges = object.required("ranges", Codecs.list(RangeCodecs.PULLED), PulledGroup::ranges);
    var files = object.required("files", Codecs.list(file()), PulledGroup::files);
    var counts = object.required("counts", countRows, PulledGroup::counts);
    var leftOut =
        object.optional(
            "leftOut",
            leftOutRows,
            group -> Optional.of(group.leftOut()).filter(it -> !it.isEmpty()));
    return object.of(
        fields ->
            new PulledGroup(
                fields.get(ranges),
                fields.get(files),
                fields.get(counts),
                fields.get(leftOut).orElse(List.of())));
  }

  private static Codec<DataFile> file() {
    var object = ObjectCodec.<DataFile>strict();
    var kind = object.required("kind", Codecs.constant(DataFile.Kind.class), DataFile::kind);
    var staged = object.required("staged", Codecs.TEXT, DataFile::staged);
    var destination = object.required("destination", Codecs.TEXT, DataFile::destination);
    var parts = object.required("parts", Codecs.list(part()), DataFile::parts);
    var bytes = object.required("bytes", Codecs.LONG, DataFile::bytes);
    var first = object.required("firstEventMillis", Codecs.LONG, DataFile::firstEventMillis);
    var last = object.required("lastEventMillis", Codecs.LONG, DataFile::lastEventMillis);
    var digest = object.required("digest", Codecs.TEXT, DataFile::digest);
    var content = object.required("contentDigest", Codecs.TEXT, DataFile::contentDigest);
    return object.of(
        fields ->
            new DataFile(
                fields.get(kind),
                fields.get(staged),
                fields.get(destination),
                fields.get(parts),
                fields.get(bytes),
                fields.get(first),
                fields.get(last),
                fields.get(digest),
                fields.get(content)));
  }

  private static Codec<Part> part() {
    var object = ObjectCodec.<Part>strict();
    var range = object.required("range", RangeCodecs.RANGE, Part::range);
    var records = object.required("records", Codecs.LONG, Part::records);
    return object.of(fields -> new Part(fields.get(range), fields.get(records)));
  }

  private static Codec<WindowCount> count() {
    var object = ObjectCodec.<WindowCount>tolerant();
    var start = object.required("windowStartMillis", Codecs.LONG, WindowCount::windowStartMillis);
    var server = object.required("server", Codecs.TEXT, WindowCount::server);
    var service = object.required("service", Codecs.TEXT, WindowCount::service);
    var count = object.required("count", Codecs.LONG, WindowCount::count);
    return object.of(
        fields ->
            new WindowCount(
                fields.get(start), fields.get(server), fields.get(service), fields.get(count)));
  }

  private static Codec<LeftOut> leftOut() {
    var object = ObjectCodec.<LeftOut>tolerant();
    var partition = object.required("partition", Codecs.INT, LeftOut::partition);
    var reason = object.required("reason", Codecs.constant(LeftOut.Reason.class), LeftOut::reason);
    var start =
        object.optional(
            "windowStartMillis",
            Codecs.LONG,
            row ->
                row.windowStartMillis().isPresent()
                    ? Optional.of(row.windowStartMillis().getAsLong())
                    : Optional.empty());
    var first = object.required("firstOffset", Codecs.LONG, LeftOut::firstOffset);
    var last = object.required("lastOffset", Codecs.LONG, LeftOut::lastOffset);
    var count = object.required("count", Codecs.LONG, LeftOut::count);
    return object.of(
        fields ->
            new LeftOut(
                fields.get(partition),
                fields.get(reason),
                fields.get(start).map(OptionalLong::of).orElse(OptionalLong.empty()),
                fields.get(first),
                fields.get(last),
                fields.get(count)));
  }
}
