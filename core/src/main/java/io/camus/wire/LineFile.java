package io.camus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A file format of JSON lines with a checksum.
 *
 * <pre>
 * {"camus":"commit-record","version":2,"header":{ ... }}
 * {"closes":{"run":"2026-11-22-14-05-59-3f09ac"}}    any number of lines
 * {"lines":1,"crc32c":"a1b2c3d4"}                    the trailer: checksum of all before it
 * </pre>
 *
 * @param kind its name
 * @param versions its versions, oldest first; the last one is written
 * @param <H> the header
 * @param <L> a line
 */
record LineFile<H, L>(String kind, List<Version<H, L>> versions) {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String TRAILER = "{\"lines\":";

  /**
   * One version of the format.
   *
   * @param number from 2; version 1 was never released
   * @param header codec of the value of {@code header}
   * @param line codec of a line
   */
  record Version<H, L>(int number, Codec<H> header, Codec<L> line) {}

  /** The parsed file. */
  record Content<H, L>(H header, List<L> lines) {}

  /** The part of the first line that all versions share; the version's codec reads the header. */
  private record Begin(String kind, int version) {}

  private static final Codec<Begin> BEGIN = begin();

  private static Codec<Begin> begin() {
    var object = ObjectCodec.<Begin>tolerant();
    var kind = object.required("camus", Codecs.TEXT, Begin::kind);
    var version = object.required("version", Codecs.INT, Begin::version);
    return object.of(fields -> new Begin(fields.get(kind), fields.get(version)));
  }

  private static <H> Codec<H> first(Begin begin, Codec<H> codec) {
    var object = ObjectCodec.<H>tolerant();
    object.required("camus", Codecs.TEXT, header -> begin.kind());
    object.required("version", Codecs.INT, header -> begin.version());
    var slot = object.required("header", codec, header -> header);
    return object.of(fields -> fields.get(slot));
  }

  /**
   * Writes a file. A line may be very long (that of a group lists all of its files), so its text is
   * never held in memory.
   *
   * @param target closed afterwards
   */
  void write(OutputStream target, H header, Iterable<? extends L> lines) throws IOException {
    Version<H, L> newest = versions.get(versions.size() - 1);
    CRC32C checksum = new CRC32C();
    try (OutputStream out =
            new BufferedOutputStream(new CheckedOutputStream(target, checksum), BUFFER_BYTES);
        JsonGenerator json =
            Codec.JSON
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)) {
      first(new Begin(kind, newest.number()), newest.header()).write(json, header);
      json.writeRaw('\n');
      long count = 0;
      for (L line : lines) {
        newest.line().write(json, line);
        json.writeRaw('\n');
        count++;
      }
      json.flush();
      out.write(trailer(count, checksum));
    }
  }

  private static byte[] trailer(long lines, CRC32C checksum) {
    return String.format(
            Locale.ROOT, "%s%d,\"crc32c\":\"%08x\"}\n", TRAILER, lines, checksum.getValue())
        .getBytes(UTF_8);
  }

  /** Reads a complete file and keeps all lines. */
  Content<H, L> read(InputStream source, String path) throws IOException {
    return read(source, path, line -> true, Function.identity());
  }

  /**
   * Reads a complete file. Lines are parsed incrementally, so their text is never held in memory.
   *
   * @param path for messages
   * @param wanted which lines to parse and keep, by index from 0; the checksum covers all lines
   * @param kept what to keep of a line
   * @throws UnreadableFileException if it is damaged, of another kind, or has an unknown version
   */
  <K> Content<H, K> read(
      InputStream source, String path, LongPredicate wanted, Function<? super L, K> kept)
      throws IOException {
    CRC32C checksum = new CRC32C();
    List<K> lines = new ArrayList<>();
    Optional<UnreadableFileException> unreadable = Optional.empty();
    Version<H, L> version;
    byte[] first;
    byte[] last;
    long count = 0;
    try (LineReader in = new LineReader(source)) {
      first = in.next();
      checksum.update(first);
      last = in.next();
      if (last.length == 0) {
        throw cutShort(path);
      }
      version = version(first, path);
      while (!in.isAtEnd()) {
        checksum.update(last);
        if (unreadable.isEmpty() && wanted.test(count)) {
          try {
            lines.add(kept.apply(version.line().fromBytes(last)));
          } catch (InvalidValueException e) {
            // The checksum shows whether it belongs there.
            unreadable = Optional.of(unreadable(path, count + 2, e));
          }
        }
        count++;
        last = in.next();
      }
    }
    check(last, trailer(count, checksum), path);
    if (unreadable.isPresent()) {
      throw unreadable.get();
    }
    return new Content<>(header(first, version, path), lines);
  }

  private static void check(byte[] last, byte[] trailer, String path)
      throws UnreadableFileException {
    if (!new String(last, UTF_8).startsWith(TRAILER) || last[last.length - 1] != '\n') {
      throw cutShort(path);
    }
    if (!Arrays.equals(last, trailer)) {
      throw new UnreadableFileException(path + " does not match its checksum");
    }
  }

  private static UnreadableFileException cutShort(String path) {
    return new UnreadableFileException(path + " is truncated: it has no trailer");
  }

  private static UnreadableFileException unreadable(
      String path, long line, InvalidValueException fault) {
    return new UnreadableFileException(
        String.format(
            Locale.ROOT, "%s cannot be read: line %d: %s", path, line, fault.getMessage()));
  }

  private Version<H, L> version(byte[] line, String path) throws IOException {
    Begin begin;
    try {
      begin = BEGIN.fromBytes(line);
    } catch (InvalidValueException e) {
      throw unreadable(path, 1, e);
    }
    if (!begin.kind().equals(kind)) {
      throw new UnreadableFileException(
          String.format(Locale.ROOT, "%s is a %s, not a %s", path, begin.kind(), kind));
    }
    for (Version<H, L> version : versions) {
      if (version.number() == begin.version()) {
        return version;
      }
    }
    throw new UnreadableFileException(
        String.format(
            Locale.ROOT,
            "%s has version %d, but this Camus reads %s; use the Camus that wrote it, or a newer"
                + " one",
            path,
            begin.version(),
            versions.stream()
                .map(version -> "version " + version.number())
                .collect(Collectors.joining(", "))));
  }

  private H header(byte[] line, Version<H, L> version, String path) throws IOException {
    try {
      return first(new Begin(kind, version.number()), version.header()).fromBytes(line);
    } catch (InvalidValueException e) {
      throw unreadable(path, 1, e);
    }
  }
}
