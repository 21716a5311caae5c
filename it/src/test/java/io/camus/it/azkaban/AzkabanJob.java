package io.camus.it.azkaban;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** A job that an {@link AzkabanServer} launches; {@link #call} runs it to its end. */
public final class AzkabanJob implements Callable<Map<String, String>> {
  private final Object job;
  private final Path log;

  AzkabanJob(Object job, Path log) {
    this.job = job;
    this.log = log;
  }

  /**
   * Runs it.
   *
   * @return the properties that it leaves for the jobs after it
   * @throws Exception as Azkaban's executor sees it, if the job fails
   */
  @Override
  public Map<String, String> call() throws Exception {
    invoke("run");
    Object props = invoke("getJobGeneratedProperties");
    Map<String, String> properties = new TreeMap<>();
    for (Object name : (Iterable<?>) props.getClass().getMethod("getKeySet").invoke(props)) {
      Object value = props.getClass().getMethod("get", Object.class).invoke(props, name);
      properties.put((String) name, (String) value);
    }
    return properties;
  }

  /** Cancels it, and returns when its process is gone. */
  public void cancel() throws Exception {
    invoke("cancel");
  }

  /** Its log, as Azkaban shows it. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  private Object invoke(String method) throws Exception {
    try {
      return job.getClass().getMethod(method).invoke(job);
    } catch (InvocationTargetException e) {
      Exception failure = (Exception) e.getCause();
      failure.addSuppressed(new IllegalStateException(log()));
      throw failure;
    }
  }
}
