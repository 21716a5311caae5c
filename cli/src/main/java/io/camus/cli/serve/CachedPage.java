package io.camus.cli.serve;

import static java.util.Objects.requireNonNull;

import io.camus.model.CamusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * A page that is made on request, at most once in an interval. While it is made again, other
 * viewers get the previous one. Thread-safe.
 */
public final class CachedPage {
  /** How long a failure is shown before the page is made again. */
  static final Duration REST = Duration.ofSeconds(5);

  private final Supplier<byte[]> maker;
  private final Duration interval;
  private final InstantSource clock;
  private final Consumer<Throwable> log;
  private final ReentrantLock making = new ReentrantLock();
  private volatile Optional<Answer> last = Optional.empty();

  /** What viewers get. */
  sealed interface Answer {
    /** Until when it is shown. */
    Instant until();
  }

  /** A page. */
  static final class Made implements Answer {
    private final Instant until;
    private final byte[] plain;
    private final byte[] zipped;

    private Made(Instant until, byte[] plain, byte[] zipped) {
      this.until = until;
      this.plain = plain;
      this.zipped = zipped;
    }

    @Override
    public Instant until() {
      return until;
    }

    /** Do not modify. */
    byte[] plain() {
      return plain;
    }

    /** The same, compressed with gzip. Do not modify. */
    byte[] zipped() {
      return zipped;
    }
  }

  /**
   * A failure.
   *
   * @param sentence what happened and what to do
   */
  record Failed(Instant until, String sentence) implements Answer {}

  /**
   * @param maker makes the page; called by one thread at a time
   * @param interval how long a page is shown before it is made again
   * @param log receives the reasons why it cannot be made
   */
  public CachedPage(
      Supplier<byte[]> maker, Duration interval, InstantSource clock, Consumer<Throwable> log) {
    this.maker = requireNonNull(maker, "maker");
    this.interval = requireNonNull(interval, "interval");
    this.clock = requireNonNull(clock, "clock");
    this.log = requireNonNull(log, "log");
  }

  /** The page, or why there is none. */
  Answer get() {
    Optional<Answer> fresh = fresh();
    if (fresh.isPresent()) {
      return fresh.get();
    }
    boolean mine = making.tryLock();
    if (!mine) {
      Optional<Answer> before = last.filter(Made.class::isInstance);
      if (before.isPresent()) {
        return before.get();
      }
      making.lock();
    }
    try {
      return fresh().orElseGet(this::make);
    } finally {
      making.unlock();
    }
  }

  private Optional<Answer> fresh() {
    Instant now = clock.instant();
    return last.filter(answer -> now.isBefore(answer.until()));
  }

  private Answer make() {
    Answer answer;
    try {
      byte[] page = maker.get();
      byte[] zipped = zipped(page);
      answer = new Made(clock.instant().plus(interval), page, zipped);
    } catch (CamusException e) {
      answer = failed(e, e.getMessage());
    } catch (OutOfMemoryError e) {
      answer =
          failed(e, "out of memory; set a larger heap, such as CAMUS_HEAP=2g, or fewer --hours");
    } catch (RuntimeException e) {
      answer = failed(e, "this is a bug in Camus; the output of camus serve has the details");
    }
    last = Optional.of(answer);
    return answer;
  }

  private Failed failed(Throwable why, String sentence) {
    log.accept(why);
    return new Failed(clock.instant().plus(REST), sentence);
  }

  private static byte[] zipped(byte[] page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
