package io.camus.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A class loader with a Camus of its own whose source was edited: everything in {@code io.camus} is
 * loaded anew, the edited files are compiled, the rest is taken as it was built.
 */
final class Mutant extends ClassLoader {
  private static final String OURS = "io.camus.";
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java/io/camus"), Path.of("src/test/java/io/camus"));

  /** Compiled classes by name. */
  private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

  /**
   * A piece of source and what stands there instead; white space does not matter.
   *
   * @param file below {@code io/camus}, without ending: {@code commit/CleanUp}
   * @param text occurs exactly once
   * @param replacement may be empty
   */
  record Edit(String file, String text, String replacement) {
    private String apply(String source) {
      String pattern =
          Stream.of(text.strip().split("\\s+"))
              .map(Pattern::quote)
              .collect(Collectors.joining("\\s+"));
      Matcher matcher = Pattern.compile(pattern).matcher(source);
      if (!matcher.find()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has no such text; the rule has to be switched off in another way:%n%s",
                file,
                text));
      }
      String edited =
          source.substring(0, matcher.start()) + replacement + source.substring(matcher.end());
      if (matcher.find()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s has this text twice:%n%s", file, text));
      }
      return edited;
    }
  }

  /**
   * Compiles.
   *
   * @throws IllegalArgumentException if an edit does not fit to the source as it is now
   */
  Mutant(List<Edit> edits) throws IOException {
    super(Mutant.class.getClassLoader());
    Map<String, String> edited = new HashMap<>();
    for (Edit edit : edits) {
      String source = edited.get(edit.file());
      edited.put(edit.file(), edit.apply(source == null ? read(edit.file()) : source));
    }
    compile(edited);
  }

  private static String read(String file) throws IOException {
    for (Path root : SOURCES) {
      Path path = root.resolve(file + ".java");
      if (Files.exists(path)) {
        return Files.readString(path);
      }
    }
    throw new IllegalArgumentException("no source " + file);
  }

  private void compile(Map<String, String> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((file, source) -> units.add(new Source(file, source)));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (StandardJavaFileManager standard =
            compiler.getStandardFileManager(complaints, Locale.ROOT, StandardCharsets.UTF_8);
        JavaFileManager manager = new Collecting(standard)) {
      boolean fine =
          compiler
              .getTask(
                  null,
                  manager,
                  complaints,
                  List.of("-proc:none", "-nowarn", "-classpath", classPath),
                  null,
                  units)
              .call();
      if (!fine) {
        throw new IllegalArgumentException(
            complaints.getDiagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .map(it -> it.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n")));
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    ByteArrayOutputStream edited = compiled.get(name);
    if (edited != null) {
      return defineClass(name, edited.toByteArray(), 0, edited.size());
    }
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] built = in.readAllBytes();
      return defineClass(name, built, 0, built.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An edited file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String content;

    Source(String file, String content) {
      super(URI.create("edited:///io/camus/" + file + ".java"), Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }

  /** Keeps what is compiled. */
  private final class Collecting extends ForwardingJavaFileManager<JavaFileManager> {
    Collecting(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      compiled.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("compiled:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
