package io.camus.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process when its parent is gone, in whatever way: the parent holds the other end of
 * standard input, which the operating system closes. Commands, one per line:
 *
 * <pre>
 * guard 4711    end process 4711 too in that case
 * keep          from now on, live on without the parent
 * </pre>
 */
public final class ProcessGuard {
  /** Prefix of the command to end another process, too; its process id follows. */
  public static final String GUARD = "guard ";

  /** The command to keep running. */
  public static final String KEEP = "keep";

  private static final Logger LOG = LoggerFactory.getLogger(ProcessGuard.class);

  private final List<ProcessHandle> guarded = new ArrayList<>();

  /** Watches on a daemon thread. */
  public static void watch(InputStream commands) {
    Thread thread = new Thread(() -> new ProcessGuard().run(commands), "process-guard");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(InputStream commands) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(KEEP)) {
          LOG.info("continues without its parent");
          return;
        }
        if (line.startsWith(GUARD)) {
          // A handle remembers when the process started, so a reused number is not mistaken for it.
          ProcessHandle.of(Long.parseLong(line.substring(GUARD.length()))).ifPresent(guarded::add);
        }
      }
    } catch (IOException e) {
      LOG.warn("standard input failed, which counts as its end", e);
    }
    guarded.forEach(ProcessGuard::end);
    Runtime.getRuntime().halt(0);
  }

  private static void end(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
