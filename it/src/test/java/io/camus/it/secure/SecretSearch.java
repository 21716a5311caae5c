package io.camus.it.secure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Looks for secrets in files and texts: as they are and in Base64, in file names, and in the
 * records of Avro files, which are compressed.
 */
public final class SecretSearch {
  private static final int SHOWN = 60;

  private final Map<String, String> forms = new LinkedHashMap<>();
  private final List<String> finds = new ArrayList<>();
  private int looked;

  /** A search for nothing yet. */
  public SecretSearch() {}

  /** Adds a secret, of which a part that no format escapes is enough. */
  public SecretSearch secret(String name, String secret) {
    forms.put(name, secret);
    byte[] bytes = secret.getBytes(UTF_8);
    // The last group may differ by what follows.
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    forms.put(name + " in Base64", base64.substring(0, base64.length() - 2));
    return this;
  }

  /** Adds the credentials of basic authentication. */
  public SecretSearch login(String name, String user, String password) {
    forms.put(
        name + " as a header",
        Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8)));
    return secret(name, password);
  }

  /** Looks into a text. */
  public SecretSearch text(String where, String text) {
    looked++;
    forms.forEach(
        (name, form) -> {
          int at = text.indexOf(form);
          if (at >= 0) {
            finds.add(
                String.format(
                    Locale.ROOT,
                    "%s in %s, after: %s",
                    name,
                    where,
                    text.substring(Math.max(0, at - SHOWN), at)));
          }
        });
    return this;
  }

  /** Looks into all files below folders, as far as they are there. */
  public SecretSearch below(Path... folders) {
    for (Path folder : folders) {
      if (Files.exists(folder)) {
        files(folder).forEach(this::file);
      }
    }
    return this;
  }

  /** What was found, a line each. */
  public List<String> finds() {
    return finds;
  }

  /** How many texts and files were looked into. */
  public int looked() {
    return looked;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(Path file) {
    text("the name of " + file, file.toString());
    read(file).ifPresent(text -> text(file.toString(), text));
    if (file.toString().endsWith(".avro")) {
      records(file);
    }
  }

  /** Each byte as a letter; empty if the file is gone. */
  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), ISO_8859_1));
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(e);
      }
      return Optional.empty();
    }
  }

  private void records(Path file) {
    try (DataFileReader<Object> records =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (Object each : records) {
        text("a record of " + file, each.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
