package io.camus.cli.azkaban;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A project for Azkaban, before it is packed.
 *
 * <pre>
 * camus.job  report.job  camus.properties  home.properties
 * camus/lib/camus-cli-0.1.0.jar ...         unless Camus is installed on the executors
 * </pre>
 */
final class AzkabanProject {
  /** What is packed of the distribution lies in this directory. */
  private static final String HOME = "camus";

  /** Every entry's, so that the same content makes the same file. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private final Distribution distribution;
  private final Map<String, Content> entries = new TreeMap<>();

  /** Opens what an entry holds. */
  private interface Content {
    InputStream open() throws IOException;
  }

  /** The project of the example, with a Camus job of a type. */
  AzkabanProject(Distribution distribution, AzkabanJobType type) throws IOException {
    this.distribution = distribution;
    add("", distribution.azkaban().resolve("project"));
    Path job = distribution.azkaban().resolve("types").resolve(type + ".job");
    entries.put("camus.job", () -> Files.newInputStream(job));
  }

  /** With other settings. */
  AzkabanProject settings(Path properties) {
    entries.put("camus.properties", () -> Files.newInputStream(properties));
    return this;
  }

  /** For executors where Camus is unpacked in a directory. */
  AzkabanProject installed(String directory) {
    byte[] text = ("CAMUS_HOME=" + directory + "\n").getBytes(StandardCharsets.UTF_8);
    entries.put("home.properties", () -> new ByteArrayInputStream(text));
    return this;
  }

  /** With all of Camus that a type needs. */
  AzkabanProject complete(AzkabanJobType type) throws IOException {
    for (String name : type.needs()) {
      add(HOME + "/" + name, distribution.home().resolve(name));
    }
    return installed(HOME);
  }

  /** Packs it. */
  void write(Path zip) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, Content> entry : entries.entrySet()) {
        boolean packed = entry.getKey().endsWith(".jar");
        out.setLevel(packed ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        out.putNextEntry(new ZipEntry(entry.getKey()).setLastModifiedTime(TIME));
        try (InputStream in = entry.getValue().open()) {
          in.transferTo(out);
        }
      }
    }
  }

  private void add(String name, Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      entries.put(name, () -> Files.newInputStream(path));
      return;
    }
    try (Stream<Path> children = Files.list(path)) {
      for (Path child : children.toList()) {
        add((name.isEmpty() ? "" : name + "/") + child.getFileName(), child);
      }
    }
  }
}
