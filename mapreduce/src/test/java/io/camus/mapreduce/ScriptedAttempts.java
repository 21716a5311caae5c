package io.camus.mapreduce;

import io.camus.model.ConfigurationException;
import io.camus.model.RunId;
import io.camus.model.SourceException;
import io.camus.model.Split;
import io.camus.pull.TaskProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;

/**
 * Task attempts that do what the configuration says ({@code task.<n>}) and write down in a folder
 * what they did: {@code tried-<task>-<attempt>}, {@code committed-<task>} with the attempt's id.
 */
public final class ScriptedAttempts implements TaskAttemptsFactory {
  private static final long A_MOMENT_NANOS = 2_000_000;

  @Override
  public TaskAttempts create(Map<String, String> camusConfig, Configuration hadoop) {
    Path folder = Path.of(camusConfig.get("folder"));
    return (run, split, attempt, progress) -> {
      mark(folder, "tried-" + split.task() + "-" + attempt, "");
      String script = camusConfig.getOrDefault("task." + split.task(), "work");
      if (script.equals("secret")) {
        mark(folder, "secret", camusConfig.getOrDefault("password", "none"));
      } else {
        play(script, folder, attempt, progress);
      }
      progress.pulled(split.estimatedBytes() / 10, split.estimatedBytes());
      return () -> commit(folder, script, run, split, attempt);
    };
  }

  private static void play(String script, Path folder, String attempt, TaskProgress progress)
      throws InterruptedException {
    switch (script) {
      case "work", "commit fails" -> {}
      case "fails" -> {
        progress.pulled(5, 5);
        throw new SourceException(
            "no broker answers", new IOException("connection refused\nby localhost:9"));
      }
      case "fails first" -> {
        progress.pulled(5, 5);
        if (attempt.endsWith("_0")) {
          throw new SourceException("no broker answers yet");
        }
      }
      case "misconfigured" -> throw new ConfigurationException("a wrong key");
      case "out of memory" -> throw new OutOfMemoryError("as if");
      case "until cancelled", "deaf until cancelled" -> {
        mark(folder, "started-" + attempt, "");
        while (!progress.cancelled()) {
          LockSupport.parkNanos(A_MOMENT_NANOS);
          if (script.startsWith("deaf")) {
            Thread.interrupted();
          }
        }
        mark(folder, "stopped-" + attempt, "");
        throw new InterruptedException();
      }
      case "meet" -> {
        mark(folder, "met-" + attempt, "");
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (folder.toFile().list((dir, name) -> name.startsWith("met-")).length < 2) {
          if (System.nanoTime() > deadline) {
            throw new SourceException("nobody came");
          }
          LockSupport.parkNanos(A_MOMENT_NANOS);
        }
      }
      default -> throw new IllegalArgumentException(script);
    }
  }

  private static void commit(Path folder, String script, RunId run, Split split, String attempt)
      throws IOException {
    if (script.equals("commit fails")) {
      throw new IOException("the disk is full");
    }
    mark(folder, "committed-" + split.task(), run + " " + attempt);
  }

  private static void mark(Path folder, String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
