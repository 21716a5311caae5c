package io.camus.it.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** A MiB written to a local file in pieces of a size: the choice of the local store's buffer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FileWriteBenchmark {
  private static final int MEBIBYTE = 1 << 20;
  private static final int LONGEST_FILE = 256 * MEBIBYTE;

  /** The size of a piece. */
  @Param({"8192", "65536", "262144"})
  public int pieceBytes;

  private Path path;
  private FileOutputStream file;
  private byte[] piece;
  private ByteBuffer direct;

  /** Opens a file. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    path = Files.createTempFile("camus-jmh", ".bin");
    file = new FileOutputStream(path.toFile());
    piece = new byte[pieceBytes];
    new SplittableRandom(1).nextBytes(piece);
    direct = ByteBuffer.allocateDirect(pieceBytes);
  }

  /** Deletes it. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    file.close();
    Files.delete(path);
  }

  /** By a stream, which copies from the heap. */
  @Benchmark
  public void stream() throws IOException {
    startAgain();
    for (int written = 0; written < MEBIBYTE; written += pieceBytes) {
      file.write(piece, 0, pieceBytes);
    }
  }

  /** By a channel, through a buffer outside the heap. */
  @Benchmark
  public void channel() throws IOException {
    startAgain();
    FileChannel channel = file.getChannel();
    for (int written = 0; written < MEBIBYTE; written += pieceBytes) {
      direct.clear().put(piece).flip();
      while (direct.hasRemaining()) {
        channel.write(direct);
      }
    }
  }

  private void startAgain() throws IOException {
    if (file.getChannel().position() >= LONGEST_FILE) {
      file.getChannel().truncate(0);
    }
  }
}
