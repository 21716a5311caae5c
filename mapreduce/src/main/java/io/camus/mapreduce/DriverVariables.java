package io.camus.mapreduce;

import io.camus.config.CamusConfig;
import io.camus.config.SchemaSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Environment variables of the driver that a configuration names, because they hold secrets. Tasks
 * run on hosts where nobody has set them, so that their values travel among the job's secrets, each
 * under its name with a prefix: {@code environment.REGISTRY_PASSWORD}.
 *
 * @param values by name; a variable that is not set is left out
 */
public record DriverVariables(Map<String, String> values) {
  private static final String PREFIX = "environment.";

  public DriverVariables {
    values = Map.copyOf(values);
  }

  /** The variables that a configuration names. */
  public static DriverVariables of(CamusConfig config, Map<String, String> environment) {
    Map<String, String> values = new TreeMap<>();
    config
        .schemaRegistry()
        .flatMap(DriverVariables::login)
        .map(SchemaSource.Login::passwordVariable)
        .filter(environment::containsKey)
        .ifPresent(name -> values.put(name, environment.get(name)));
    return new DriverVariables(values);
  }

  private static Optional<SchemaSource.Login> login(SchemaSource source) {
    return source instanceof SchemaSource.Http http ? http.login() : Optional.empty();
  }

  /** The variables among what a task was told. */
  static DriverVariables among(Map<String, String> told) {
    Map<String, String> values = new TreeMap<>();
    told.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            values.put(name.substring(PREFIX.length()), value);
          }
        });
    return new DriverVariables(values);
  }

  /** What a task was told, without variables. */
  static Map<String, String> removedFrom(Map<String, String> told) {
    Map<String, String> rest = new TreeMap<>(told);
    rest.keySet().removeIf(name -> name.startsWith(PREFIX));
    return rest;
  }

  /** These and other secrets, as a task is to be told them. */
  public Map<String, String> with(Map<String, String> secrets) {
    Map<String, String> all = new TreeMap<>(secrets);
    values.forEach((name, value) -> all.put(PREFIX + name, value));
    return all;
  }

  /** The value of a variable. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The names only. */
  @Override
  public String toString() {
    return "DriverVariables" + values.keySet();
  }
}
