package io.camus.run;

import io.camus.objectstore.ObjectClient;
import io.camus.objectstore.PartBuffer;
import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object store whose calls, as one process makes them, can fail. No call is cut in half: the
 * process dies after it.
 */
final class FaultyObjects implements ObjectClient {
  private final ObjectClient objects;
  private final Faults faults;
  private final Set<String> completing;

  /** Where no process looks at the key of an upload that it completes. */
  FaultyObjects(ObjectClient objects, Schedule schedule, Runnable meanwhile) {
    this(objects, schedule, meanwhile, new HashSet<>());
  }

  /**
   * @param meanwhile what another process does
   * @param completing keys that a process has found free and will now complete
   */
  FaultyObjects(
      ObjectClient objects, Schedule schedule, Runnable meanwhile, Set<String> completing) {
    this.objects = objects;
    this.completing = completing;
    this.faults = new Faults(schedule, meanwhile);
  }

  /** The number of calls that change something. */
  int calls() {
    return faults.changes();
  }

  private <T> T look(String key, Faults.Call<T> call) throws IOException {
    return faults.look(new StorePath(key), call);
  }

  private <T> T change(String key, Faults.Call<T> call) throws IOException {
    return faults.change(new StorePath(key), call);
  }

  private void change(String key, Faults.Action action) throws IOException {
    faults.change(new StorePath(key), action);
  }

  @Override
  public InputStream get(String key) throws IOException {
    return look(key, () -> objects.get(key));
  }

  @Override
  public Optional<Head> head(String key) throws IOException {
    return look(key, () -> objects.head(key));
  }

  @Override
  public List<Listed> list(String prefix, String after) throws IOException {
    return look(prefix, () -> objects.list(prefix, after));
  }

  @Override
  public List<String> names(String prefix) throws IOException {
    return look(prefix, () -> objects.names(prefix));
  }

  @Override
  public List<Open> uploads(String prefix) throws IOException {
    return look(prefix, () -> objects.uploads(prefix));
  }

  @Override
  public List<Part> parts(String key, String upload) throws IOException {
    return look(key, () -> objects.parts(key, upload));
  }

  @Override
  public void putIfAbsent(String key, byte[] content) throws IOException {
    change(key, () -> objects.putIfAbsent(key, content));
  }

  @Override
  public void delete(String key) throws IOException {
    change(key, () -> objects.delete(key));
  }

  @Override
  public String createUpload(String key, Map<String, String> metadata) throws IOException {
    return change(key, () -> objects.createUpload(key, metadata));
  }

  @Override
  public String uploadPart(String key, String upload, int number, PartBuffer content)
      throws IOException {
    return change(key, () -> objects.uploadPart(key, upload, number, content));
  }

  @Override
  public void complete(String key, String upload, List<String> tags) throws IOException {
    completing.add(key);
    try {
      change(key, () -> objects.complete(key, upload, tags));
    } finally {
      completing.remove(key);
    }
  }

  @Override
  public void abort(String key, String upload) throws IOException {
    change(key, () -> objects.abort(key, upload));
  }
}
