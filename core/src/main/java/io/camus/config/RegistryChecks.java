package io.camus.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules between the keys of the schema registry. */
final class RegistryChecks {
  private final Given given;
  private final List<String> problems = new ArrayList<>();

  private RegistryChecks(Given given) {
    this.given = given;
  }

  /** What is wrong between keys; nothing as long as one of them cannot be read by itself. */
  static List<String> problems(Given given) {
    RegistryChecks checks = new RegistryChecks(given);
    try {
      checks.pairs();
      checks.kind();
    } catch (IllegalArgumentException e) {
      // One of the keys has a value that cannot be read: that is a problem of its own.
    }
    return checks.problems;
  }

  private void pairs() {
    together(
        "camus.schema.registry.basic.auth.user and .password",
        SchemaKeys.USER,
        "user",
        SchemaKeys.PASSWORD,
        "password");
    together(
        "camus.schema.registry.ssl.keystore.certificate.chain and .key",
        SchemaKeys.CHAIN,
        "certificate chain",
        SchemaKeys.KEY,
        "key");
    if (given.has(SchemaKeys.USER) && given.has(SchemaKeys.TOKEN)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s and %s cannot both be set: the registry is shown one of them",
              SchemaKeys.USER.name(),
              SchemaKeys.TOKEN.name()));
    }
  }

  private void together(String names, Key<?> one, String oneWord, Key<?> other, String otherWord) {
    if (given.has(one) != given.has(other)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s must be set together; the %s is missing",
              names,
              given.has(one) ? otherWord : oneWord));
    }
  }

  private void kind() {
    Optional<String> userClass = SchemaKeys.userClass(given);
    List<String> places = given.value(SchemaKeys.URL);
    if (userClass.isPresent()) {
      return;
    }
    given.declared().keySet().stream()
        .filter(name -> name.startsWith(SchemaKeys.CUSTOM))
        .map(name -> name + " is of no use: only a class of yours reads it, and there is none in")
        .map(problem -> problem + " " + SchemaKeys.CLASS.name())
        .forEach(problems::add);
    boolean servers = places.stream().allMatch(SchemaKeys::isHttp);
    Optional<RegistryKind> kind = given.value(SchemaKeys.CLASS).flatMap(RegistryKind::named);
    if (kind.isPresent() && (places.isEmpty() || kind.get().isServer() != servers)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s = %s needs etl.schema.registry.url to be %s",
              SchemaKeys.CLASS.name(),
              given.value(SchemaKeys.CLASS).orElseThrow(),
              kind.get().isServer() ? "http(s) URLs" : "a directory"));
    } else if (!servers) {
      Stream.of(SchemaKeys.USER, SchemaKeys.TOKEN, SchemaKeys.CHAIN)
          .filter(given::has)
          .forEach(
              key ->
                  problems.add(
                      key.name() + " is of no use: etl.schema.registry.url is a directory"));
    }
  }
}
