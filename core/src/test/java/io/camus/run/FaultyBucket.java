package io.camus.run;

import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.StorePath;
import io.camus.store.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket that lets faults happen at its calls, as one process makes them. No call can be cut in
 * half: the process dies after it.
 */
final class FaultyBucket implements Bucket {
  private final Bucket bucket;
  private final Faults faults;

  /**
   * @param meanwhile what another process does
   */
  FaultyBucket(Bucket bucket, Schedule schedule, Runnable meanwhile) {
    this.bucket = bucket;
    this.faults = new Faults(schedule, meanwhile);
  }

  /** How many calls were to change something. */
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
    return look(key, () -> bucket.get(key));
  }

  @Override
  public Optional<Head> head(String key) throws IOException {
    return look(key, () -> bucket.head(key));
  }

  @Override
  public List<Listed> list(String prefix, String after) throws IOException {
    return look(prefix, () -> bucket.list(prefix, after));
  }

  @Override
  public List<String> names(String prefix) throws IOException {
    return look(prefix, () -> bucket.names(prefix));
  }

  @Override
  public Optional<List<Part>> parts(String key, String upload) throws IOException {
    return look(key, () -> bucket.parts(key, upload));
  }

  @Override
  public void putIfAbsent(String key, byte[] content) throws IOException {
    change(key, () -> bucket.putIfAbsent(key, content));
  }

  @Override
  public void delete(String key) throws IOException {
    change(key, () -> bucket.delete(key));
  }

  @Override
  public String createUpload(String key, Map<String, String> metadata) throws IOException {
    return change(key, () -> bucket.createUpload(key, metadata));
  }

  @Override
  public String uploadPart(String key, String upload, int number, byte[] content)
      throws IOException {
    return change(key, () -> bucket.uploadPart(key, upload, number, content));
  }

  @Override
  public void completeIfAbsent(String key, String upload, List<String> tags) throws IOException {
    change(key, () -> bucket.completeIfAbsent(key, upload, tags));
  }

  @Override
  public void abort(String key, String upload) throws IOException {
    change(key, () -> bucket.abort(key, upload));
  }
}
