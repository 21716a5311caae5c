package io.camus.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.camus.model.RejectionCause;
import io.camus.wire.Codec;
import io.camus.wire.Codecs;
import io.camus.wire.ObjectCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A sample of the rejected records of one topic and cause, for people. A task writes its samples to
 * {@code rejected-00003.json}, one per line, if it rejected anything.
 *
 * @param topic where it is
 * @param partition where it is
 * @param offset where it is
 * @param cause why it was rejected
 * @param message what is wrong with it
 * @param hint what to do; empty if its bytes give no hint
 */
public record RejectedSample(
    String topic,
    int partition,
    long offset,
    RejectionCause cause,
    String message,
    Optional<String> hint) {

  private static final String BEGIN = "rejected-";
  private static final String END = ".json";
  private static final Codec<RejectedSample> CODEC = codec();

  private static Codec<RejectedSample> codec() {
    var object = ObjectCodec.<RejectedSample>tolerant();
    var topic = object.required("topic", Codecs.TEXT, RejectedSample::topic);
    var partition = object.required("partition", Codecs.INT, RejectedSample::partition);
    var offset = object.required("offset", Codecs.LONG, RejectedSample::offset);
    var cause =
        object.required("cause", Codecs.constant(RejectionCause.class), RejectedSample::cause);
    var message = object.required("message", Codecs.TEXT, RejectedSample::message);
    var hint = object.nullable("hint", Codecs.TEXT, RejectedSample::hint);
    return object.of(
        fields ->
            new RejectedSample(
                fields.get(topic),
                fields.get(partition),
                fields.get(offset),
                fields.get(cause),
                fields.get(message),
                fields.get(hint)));
  }

  public RejectedSample {
    requireNonNull(topic, "topic");
    requireNonNull(cause, "cause");
    requireNonNull(message, "message");
    requireNonNull(hint, "hint");
  }

  /** The topic and cause that it represents. */
  public record Key(String topic, RejectionCause cause) {}

  /** The topic and cause that it represents. */
  public Key key() {
    return new Key(topic, cause);
  }

  /** For example {@code clicks-3@17}. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }

  /** The more informative one, by default this one. */
  public RejectedSample better(RejectedSample other) {
    return hint.isEmpty() && other.hint.isPresent() ? other : this;
  }

  static String fileName(String task) {
    return BEGIN + task + END;
  }

  /** Whether a file with this name contains samples. */
  public static boolean isFile(String name) {
    return name.startsWith(BEGIN) && name.endsWith(END);
  }

  static void write(OutputStream out, Collection<RejectedSample> samples) throws IOException {
    for (RejectedSample sample : samples) {
      out.write(CODEC.toBytes(sample));
      out.write('\n');
    }
  }

  /** Reads a file of samples. */
  public static List<RejectedSample> read(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    List<RejectedSample> samples = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      samples.add(CODEC.fromBytes(line.getBytes(UTF_8)));
    }
    return samples;
  }
}
