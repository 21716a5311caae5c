package io.camus.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tests whether an object store does what {@link ObjectClient} promises. Some stores that claim to
 * be compatible ignore the condition of a put, or let several puts win; a commit log there would
 * lose records.
 */
public final class StoreProof {
  /** Enough to detect a store in which half of the races have two winners. */
  private static final int RACES = 8;

  private static final int RACERS = 4;

  /** A check takes seconds. */
  private static final Duration DEAD = Duration.ofDays(1);

  private static final byte[] FIRST = "first".getBytes(UTF_8);
  private static final byte[] SECOND = "second".getBytes(UTF_8);

  private final ObjectClient client;
  private final String checks;
  private final String root;

  /**
   * @param directory below which objects are created and deleted
   */
  public StoreProof(ObjectClient client, StorePath directory) {
    this.client = client;
    this.checks = directory.child(Store.CHECK).value();
    this.root = checks + UUID.randomUUID();
  }

  /**
   * Runs all tests, and deletes what they created.
   *
   * @throws IllegalArgumentException with what the store does wrong
   * @throws IOException if the store refuses access, or fails now
   */
  public void run() throws IOException {
    try {
      conditionalPut();
      sweep();
      races();
      upload();
      abortedUpload();
      listing();
    } catch (IOException | IllegalArgumentException e) {
      cleanUp(e);
      throw e;
    }
    for (String key : keys(root + "/", "")) {
      client.delete(key);
    }
    require(keys(root + "/", "").isEmpty(), "lists objects that were deleted");
  }

  /** Deletes what processes that died have left, by the clock of the store. */
  private void sweep() throws IOException {
    Instant before = put().modified().minus(DEAD);
    for (ObjectClient.Open upload : client.uploads(checks)) {
      if (upload.since().isBefore(before)) {
        client.abort(upload.key(), upload.id());
      }
    }
    List<ObjectClient.Listed> page = client.list(checks, "");
    while (!page.isEmpty()) {
      for (ObjectClient.Listed it : page) {
        if (it.modified().isBefore(before)) {
          client.delete(it.key());
        }
      }
      page = client.list(checks, page.get(page.size() - 1).key());
    }
  }

  /** The keys with a prefix after another key, from all pages. */
  private List<String> keys(String prefix, String after) throws IOException {
    List<String> keys = new ArrayList<>();
    List<ObjectClient.Listed> page = client.list(prefix, after);
    while (!page.isEmpty()) {
      page.forEach(it -> keys.add(it.key()));
      page = client.list(prefix, keys.get(keys.size() - 1));
    }
    return keys;
  }

  private void cleanUp(Exception cause) {
    try {
      for (String key : keys(root + "/", "")) {
        client.delete(key);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(
          "this object store " + fault + ", so it cannot hold a commit log; use another store");
    }
  }

  private String key(String name) {
    return root + "/" + name;
  }

  private void conditionalPut() throws IOException {
    client.putIfAbsent(key("put"), FIRST);
    require(!wins(key("put"), SECOND), "ignores the condition of a put (If-None-Match: *)");
    require(
        Arrays.equals(read(key("put")), FIRST), "replaces an object although it refuses the put");
  }

  private ObjectClient.Head put() throws IOException {
    Optional<ObjectClient.Head> put = client.head(key("put"));
    require(put.isPresent(), "does not show an object that was put");
    return put.orElseThrow();
  }

  private boolean wins(String key, byte[] content) throws IOException {
    try {
      client.putIfAbsent(key, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private byte[] read(String key) throws IOException {
    try (InputStream in = client.get(key)) {
      return in.readAllBytes();
    }
  }

  private void races() throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      for (int race = 0; race < RACES; race++) {
        String key = key("race-" + race);
        CyclicBarrier begin = new CyclicBarrier(RACERS); // They must meet in the store.
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
          byte[] content = content(racer);
          racers.add(
              () -> {
                begin.await();
                return wins(key, content);
              });
        }
        judge(key, threads.invokeAll(racers));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] content(int racer) {
    return ("racer " + racer).getBytes(UTF_8);
  }

  /** No racer seems to win if the winner's response was lost and its repeated call refused. */
  private void judge(String key, List<Future<Boolean>> results)
      throws IOException, InterruptedException {
    List<Integer> winners = new ArrayList<>();
    for (int racer = 0; racer < RACERS; racer++) {
      if (result(results.get(racer))) {
        winners.add(racer);
      }
    }
    require(winners.size() <= 1, "lets several conditional puts of one key win");
    byte[] content = read(key);
    for (int winner : winners) {
      require(Arrays.equals(content, content(winner)), "keeps the content of a refused put");
    }
  }

  private static boolean result(Future<Boolean> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IOException(e.getCause());
    }
  }

  private void upload() throws IOException {
    String key = key("upload");
    Map<String, String> metadata = Upload.metadata("proof");
    String id = client.createUpload(key, metadata);
    String tag = send(key, id);
    require(
        client.head(key).isEmpty() && keys(key, "").isEmpty(),
        "shows an upload before it is completed");
    require(client.parts(key, id).size() == 1, "does not list the parts of an upload");
    client.complete(key, id, List.of(tag));
    require(Arrays.equals(read(key), FIRST), "changes the content of an upload");
    require(
        client.head(key).filter(it -> it.metadata().equals(metadata)).isPresent(),
        "does not keep the metadata of an upload");
    require(client.parts(key, id).isEmpty(), "keeps an upload after its completion");
    client.abort(key, id);
    require(client.head(key).isPresent(), "deletes the object of a completed upload");
  }

  private String send(String key, String upload) throws IOException {
    try (PartBuffer part = new SpoolFile(Path.of("."))) {
      part.write(FIRST, 0, FIRST.length); // too few to be spooled
      return client.uploadPart(key, upload, 1, part);
    }
  }

  private void abortedUpload() throws IOException {
    String key = key("aborted");
    String id = client.createUpload(key, Map.of());
    String tag = send(key, id);
    client.abort(key, id);
    try {
      client.complete(key, id, List.of(tag));
      require(false, "completes an upload that was aborted");
    } catch (NoSuchFileException e) {
      require(client.head(key).isEmpty(), "shows the object of an aborted upload");
    }
  }

  private void listing() throws IOException {
    List<String> expected = new ArrayList<>(List.of(key("put")));
    for (int race = 0; race < RACES; race++) {
      expected.add(key("race-" + race));
    }
    expected.add(key("upload"));
    require(keys(root + "/", "").equals(expected), "does not list all objects, sorted by key");
    require(
        keys(root + "/", key("put")).equals(expected.subList(1, expected.size())),
        "cannot continue a listing after a key");
    require(
        client.names(root.substring(0, root.lastIndexOf('/') + 1)).contains(name()),
        "does not list prefixes");
  }

  private String name() {
    return root.substring(root.lastIndexOf('/') + 1);
  }
}
