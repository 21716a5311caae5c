package io.camus.it.bench;

import io.camus.commit.Publication;
import io.camus.commit.StoreCalls;
import io.camus.hadoop.Stores;
import io.camus.it.hadoop.DevHadoop;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.Problem;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.spi.Receipt;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import io.camus.store.OverlayStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A record of 10,000 files published on a store in memory that takes 20 ms for every call, and on
 * an HDFS of this machine, whose jars an integration build has collected ({@code
 * -Dcamus.hadoop.lib}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class PublishBenchmark {
  private static final int FILES = 10_000;
  private static final long CALL_MILLIS = 20;

  /** What {@code camus.publish.threads} is. */
  @Param({"1", "16"})
  public int threads;

  /** What the files are on. */
  public enum Place {
    /** Memory, 20 ms a call. */
    SLOW,
    HDFS
  }

  @Param public Place place;

  private java.nio.file.Path folder;
  private DevHadoop hadoop;
  private Store store;
  private CommitRecord record;

  /** Starts HDFS if it is wanted. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    if (place == Place.HDFS) {
      folder = Files.createTempDirectory("camus-publish-benchmark");
      hadoop =
          DevHadoop.start(
              folder,
              java.nio.file.Path.of(
                  System.getProperty("camus.hadoop.lib", "it/target/hadoop/lib")));
    }
  }

  /** Stops HDFS. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    if (hadoop != null) {
      hadoop.close();
      new LocalStore().deleteAll(new StorePath(folder.toString()));
    }
  }

  /** Writes the files. */
  @Setup(Level.Invocation)
  public void stage() throws IOException {
    StorePath root = new StorePath("/camus-publish-benchmark");
    if (place == Place.SLOW) {
      Store memory = new OverlayStore(new LocalStore(), Instant::now);
      stage(memory, root);
      store = slow(memory);
    } else {
      Configuration conf = new Configuration();
      conf.addResource(new Path(hadoop.conf().resolve("core-site.xml").toUri()));
      StorePath onHdfs = new StorePath(conf.get("fs.defaultFS") + root);
      store = Stores.open(onHdfs, conf);
      stage(store, onHdfs);
    }
  }

  private void stage(Store files, StorePath root) throws IOException {
    List<DataFile> staged = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      StorePath name = root.child("data/file" + i);
      staged.add(file(files.stage(name, root.child("staged/file" + i)).finish(name), i));
    }
    PulledRange range =
        new PulledRange(
            range(0, FILES),
            FILES,
            FILES,
            Map.of(),
            0,
            0,
            "sum64:0000000000000000",
            Optional.empty(),
            OptionalInt.empty(),
            0,
            Optional.empty(),
            Optional.empty());
    RunId run = new RunId("2026-11-22-14-05-59-000001");
    record =
        new CommitRecord(
            new CommitRecord.Header(1, "0", run.value(), Instant.EPOCH, Optional.empty()),
            List.of(
                new LogEntry.Commits(run, 0, new PulledGroup(List.of(range), staged, List.of()))));
  }

  private static OffsetRange range(long from, long to) {
    return new OffsetRange(new TopicPartition("clicks", 0), new Uuid(1, 1), 0, from, to);
  }

  private static DataFile file(Receipt receipt, int number) {
    return new DataFile(
        DataFile.Kind.DATA,
        receipt.token(),
        receipt.destination().value(),
        List.of(new Part(range(number, number + 1), 1)),
        0,
        0,
        0,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  private static Store slow(Store memory) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              Thread.sleep(CALL_MILLIS);
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Publishes. */
  @Benchmark
  public List<Problem> publish() throws IOException {
    return new Publication(store, new StoreCalls(threads), retry -> {})
        .publish(record, () -> false, (files, of) -> {});
  }
}
