package io.camus.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Layout;
import io.camus.config.FileScope;
import io.camus.config.LineBreakPolicy;
import io.camus.config.NullValuePolicy;
import io.camus.count.Counting;
import io.camus.decode.TextDecoder;
import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlugInException;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.partition.DatePartitioner;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner;
import io.camus.spi.StorePath;
import io.camus.staging.OpenLimits;
import io.camus.store.CountingStore;
import io.camus.store.FileSystemStore;
import io.camus.store.ForwardingStore;
import io.camus.store.MemoryStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Topics whose code throws, beside a topic whose code does not. */
class TopicFaultsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  private static final long T = NOW.toEpochMilli();
  private static final long HOUR = 3_600_000;
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-000001");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final MemoryStore memory = new MemoryStore(clock);
  private CountingStore store = new CountingStore(memory);
  private final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty());
  private final ScriptedSource source = new ScriptedSource();
  private FileScope filesPer = FileScope.PARTITION;
  private Decoder decoder = new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE);
  private FileFormat format = Lines.TEXT;
  private Partitioner partitioner = DatePartitioner.hourly("hourly", ZoneOffset.UTC);
  private Function<String, TopicPull> topics = this::topic;
  private int openFiles = 100;

  /** Throws what cannot be thrown everywhere. */
  private interface Thrower {
    void run();
  }

  private static Stream<Throwable> throwables() {
    return Stream.of(
        new NullPointerException("a defect"),
        new IllegalArgumentException("a defect"),
        new UnsatisfiedLinkError("no zstd in java.library.path"),
        new NoClassDefFoundError("org/xerial/snappy/Snappy"),
        new ExceptionInInitializerError(new IllegalStateException("no native library")),
        new StackOverflowError(),
        new OutOfMemoryError("Java heap space"),
        new InternalError("a fault in native code"));
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private TopicPull topic(String name) {
    boolean ill = name.equals("ill");
    return Generous.topic(
        ill ? decoder : new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE),
        ill ? partitioner : DatePartitioner.hourly("hourly", ZoneOffset.UTC),
        layout.destination().child(name),
        ill ? format : Lines.TEXT,
        NullValuePolicy.DEAD_LETTER,
        filesPer,
        Long.MAX_VALUE);
  }

  private static OffsetRange range(String topic, int partition, long to) {
    return new OffsetRange(new TopicPartition(topic, partition), new Uuid(1, 1), 0, 0, to);
  }

  /** Partitions 0 and 1 of the ill topic and one of a good topic, in turn; six records each. */
  private List<PulledGroup> pull() throws IOException, InterruptedException {
    for (long from = 0; from < 6; from += 2) {
      long first = from;
      source.poll(
          visitor -> {
            for (int range = 0; range < 3; range++) {
              for (long offset = first; offset < first + 2; offset++) {
                String value = offset == 1 ? "\u00ff" : "value " + offset;
                source.record(visitor, range, offset, T + offset / 2 * HOUR, value);
              }
              visitor.position(range, first + 2);
            }
          });
    }
    TaskAttempt attempt =
        new TaskAttempt(
            store,
            layout,
            new TaskAttempt.Settings(
                new PullLimits(
                    Optional.empty(), Optional.empty(), Optional.empty(), NOW, Duration.ofHours(1)),
                new OpenLimits(openFiles, Long.MAX_VALUE),
                Optional.of(new Counting(Duration.ofMinutes(10), it -> false, 10_000)),
                0),
            topics,
            source::open,
            clock,
            System::nanoTime);
    List<PlannedRange> planned =
        Stream.of(range("ill", 0, 6), range("ill", 1, 6), range("well", 0, 6))
            .map(PlannedRange::of)
            .toList();
    return attempt
        .pull(RUN, new Split(0, planned, Map.of()), "attempt", new SilentProgress())
        .groups();
  }

  /** The ranges of the ill topic, once it is sure that the other one is whole. */
  private List<PulledRange> ill(List<PulledGroup> pulled) {
    List<PulledRange> ill = new ArrayList<>();
    for (PulledGroup group : pulled) {
      if (group.topic().equals("ill")) {
        ill.addAll(group.ranges());
      } else {
        assertThat(group.topic()).isEqualTo("well");
        assertThat(group.written()).isEqualTo(5);
        assertThat(group.rejectedRecords()).isEqualTo(1);
        assertThat(group.ranges()).allMatch(range -> range.unfinished().isEmpty());
      }
    }
    assertThat(ill).hasSize(2);
    assertThat(store.open()).as("files left open").isZero();
    List<String> staged =
        pulled.stream().flatMap(group -> group.files().stream()).map(DataFile::staged).toList();
    assertThat(memory.files().keySet())
        .extracting(StorePath::value)
        .filteredOn(path -> path.contains("/data/"))
        .as("every staged file is one that counts")
        .containsExactlyInAnyOrderElementsOf(staged);
    return ill;
  }

  private static void assertFault(PulledRange range, long to, Throwable thrown, String doing) {
    assertThat(range.range().to()).isEqualTo(to);
    Unfinished why = range.unfinished().orElseThrow();
    assertThat(why.message()).startsWith(doing);
    boolean outside = thrown instanceof OutOfMemoryError || thrown instanceof LinkageError;
    assertThat(why.reason()).isEqualTo(outside ? Reason.FAULT : Reason.BUG);
    if (!outside) {
      assertThat(why.message())
          .contains(thrown.getClass().getSimpleName(), "this is a bug in Camus");
    }
    assertThat(why.message()).hasSizeLessThan(250);
  }

  private static void assertNothing(List<PulledRange> ranges, Throwable thrown, String doing) {
    for (PulledRange range : ranges) {
      assertFault(range, 0, thrown, doing);
    }
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aTopicThatCannotBeSetUpEndsAtItsFirstRecord(Throwable thrown)
      throws IOException, InterruptedException {
    topics =
        name -> {
          if (name.equals("ill")) {
            rethrow(thrown);
          }
          return topic(name);
        };
    assertNothing(ill(pull()), thrown, "decoding failed");
  }

  @Test
  void aFaultOfAPlugInIsNoBugOfOurs() throws IOException, InterruptedException {
    String named = "the decoder com.example.Mine threw AssertionError: never";
    Decoder texts = new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE);
    decoder =
        record -> {
          if (record.partition() == 0 && record.offset() == 3) {
            throw new PlugInException(named, new AssertionError("never"));
          }
          return texts.decode(record);
        };

    PulledRange failed = ill(pull()).get(0);

    assertThat(failed.range().to()).isEqualTo(3);
    assertThat(failed.unfinished())
        .contains(new Unfinished(Reason.FAULT, "decoding failed: " + named));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aDecoderThatThrowsEndsItsRangeBeforeTheRecord(Throwable thrown)
      throws IOException, InterruptedException {
    for (FileScope scope : FileScope.values()) {
      filesPer = scope;
      Decoder texts = new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE);
      decoder =
          record -> {
            if (record.partition() == 0 && record.offset() == 3) {
              rethrow(thrown);
            }
            return texts.decode(record);
          };

      List<PulledGroup> pulled = pull();

      List<PulledRange> ill = ill(pulled);
      assertFault(ill.get(0), 3, thrown, "decoding failed");
      assertThat(ill.get(0).written()).isEqualTo(2);
      assertThat(ill.get(1).unfinished()).isEmpty();
      assertThat(ill.get(1).written()).isEqualTo(5);
      memory.deleteAll(new StorePath("/exec"));
    }
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aPartitionerThatThrowsEndsTheRangesBeforeTheRecord(Throwable thrown)
      throws IOException, InterruptedException {
    Partitioner hours = partitioner;
    partitioner =
        time -> {
          if (time >= T + 2 * HOUR) {
            rethrow(thrown);
          }
          return hours.bucket(time);
        };
    for (PulledRange range : ill(pull())) {
      assertFault(range, 4, thrown, "choosing a directory failed");
      assertThat(range.written()).isEqualTo(3);
    }
  }

  @Test
  void aDirectoryThatCannotBeNamedEndsTheRangesAtTheirFirstRecord()
      throws IOException, InterruptedException {
    topics =
        name -> {
          TopicPull topic = topic(name);
          return Generous.topic(
              topic.decoder(),
              topic.destination().partitioner(),
              name.equals("ill") ? null : topic.destination().directory(),
              topic.nullValues());
        };
    assertNothing(ill(pull()), new NullPointerException(), "choosing a directory failed");
  }

  /** A format of lines of which some part throws. */
  private static final class Format implements FileFormat {
    private final Thrower create;
    private final Thrower append;
    private final Thrower close;
    private boolean done;

    Format(Thrower create, Thrower append, Thrower close) {
      this.create = create;
      this.append = append;
      this.close = close;
    }

    @Override
    public String extension() {
      return ".txt";
    }

    @Override
    public long openBytes() {
      return Lines.TEXT.openBytes();
    }

    @Override
    public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
        throws IOException {
      create.run();
      Writer writer = Lines.TEXT.create(out, schema, metadata);
      return new Writer() {
        @Override
        public void append(Datum datum) throws IOException {
          String text = new String(datum.bytes, datum.offset, datum.length, StandardCharsets.UTF_8);
          if (!done && text.equals("value 2")) {
            done = true;
            append.run();
          }
          writer.append(datum);
        }

        @Override
        public void close() throws IOException {
          close.run();
          writer.close();
        }
      };
    }
  }

  private static final Thrower NOTHING = () -> {};

  @ParameterizedTest
  @MethodSource("throwables")
  void nothingCountsOfAGroupWhoseFormatCannotCreateAFile(Throwable thrown)
      throws IOException, InterruptedException {
    format = new Format(() -> rethrow(thrown), NOTHING, NOTHING);
    assertNothing(ill(pull()), thrown, "writing ill-");
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void nothingCountsOfAGroupWhoseWriterThrows(Throwable thrown)
      throws IOException, InterruptedException {
    format = new Format(NOTHING, () -> rethrow(thrown), NOTHING);

    List<PulledRange> ill = ill(pull());

    assertFault(ill.get(0), 0, thrown, "writing ill-0@2 failed");
    assertThat(ill.get(1).unfinished()).isEmpty();
    assertThat(ill.get(1).written()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void nothingCountsOfPartitionsThatShareTheFilesOfAWriterThatThrows(Throwable thrown)
      throws IOException, InterruptedException {
    filesPer = FileScope.TOPIC;
    format = new Format(NOTHING, () -> rethrow(thrown), NOTHING);
    assertNothing(ill(pull()), thrown, "writing ill-0@2 failed");
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void nothingCountsOfAGroupWhoseFilesCannotBeEnded(Throwable thrown)
      throws IOException, InterruptedException {
    for (FileScope scope : FileScope.values()) {
      filesPer = scope;
      format = new Format(NOTHING, NOTHING, () -> rethrow(thrown));
      assertNothing(ill(pull()), thrown, "finishing a file of ill failed");
      memory.deleteAll(new StorePath("/exec"));
    }
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aFileThatIsEndedForAnotherTopicsSakeFailsItsOwnTopicOnly(Throwable thrown)
      throws IOException, InterruptedException {
    openFiles = 1;
    format = new Format(NOTHING, NOTHING, () -> rethrow(thrown));
    assertNothing(ill(pull()), thrown, "finishing a file of ill failed");
  }

  @Test
  void anIoExceptionOfAFormatIsOfItsTopicOnly() throws IOException, InterruptedException {
    IOException thrown = new IOException("the codec failed");
    format =
        new Format(
            NOTHING,
            () -> {
              throw new UncheckedIOException(thrown);
            },
            NOTHING);
    PulledRange ill = ill(pull()).get(0);
    assertThat(ill.unfinished().orElseThrow().message())
        .startsWith("writing ill-0@2 failed: IOException: the codec failed in ");
  }

  @Test
  void aStoreThatFailsFailsTheAttemptAndTellsPathAndBytes() {
    store = new CountingStore(new FullStore(memory, "No space left on device", 20));
    assertThatThrownBy(this::pull)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "cannot write /exec/runs/.*/attempts/attempt/data/0000\\d\\d\\.\\w+ after \\d+ bytes:"
                + " No space left on device \\(4,096 bytes free, the task had written [\\d,]+"
                + " bytes, and has about 0 to read\\)");
    assertThat(memory.files()).isEmpty();
    assertThat(store.open()).isZero();
  }

  @Test
  void aQuotaIsToldOnOneLine() {
    store =
        new CountingStore(
            new FullStore(
                memory,
                "The DiskSpace quota of /camus is exceeded: quota = 1048576 B = 1 MB but diskspace"
                    + " consumed = 1610612736 B = 1.50 GB\n",
                20));
    assertThatThrownBy(this::pull)
        .hasMessageContaining(
            " bytes: The DiskSpace quota of /camus is exceeded: quota = 1048576 B = 1 MB but"
                + " diskspace consumed = 1610612736 B = 1.50 GB (4,096 bytes free");
  }

  @Test
  void aPathThatCannotBeMadeIsNamed() {
    store =
        new CountingStore(
            new ForwardingStore(memory) {
              @Override
              public OutputStream create(StorePath file) throws IOException {
                if (file.parent().name().equals("data")) {
                  throw new AccessDeniedException(file.value());
                }
                return super.create(file);
              }
            });
    assertThatThrownBy(this::pull)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("cannot create /exec/.*/data/000001.txt: .*");
  }

  /** Takes so many bytes of data files. */
  private static final class FullStore extends ForwardingStore {
    private final String message;
    private long left;

    FullStore(FileSystemStore store, String message, long bytes) {
      super(store);
      this.message = message;
      this.left = bytes;
    }

    @Override
    public Optional<Long> freeBytes(StorePath directory) {
      return Optional.of(4096L);
    }

    @Override
    public OutputStream create(StorePath file) throws IOException {
      OutputStream created = super.create(file);
      if (!file.parent().name().equals("data")) {
        return created;
      }
      return new FilterOutputStream(created) {
        @Override
        public void write(int b) throws IOException {
          if (--left < 0) {
            throw new IOException(message);
          }
          out.write(b);
        }
      };
    }
  }
}
