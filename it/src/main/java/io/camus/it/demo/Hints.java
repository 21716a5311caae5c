package io.camus.it.demo;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.it.command.CamusScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * What to try after the demo: commands that work as they are printed.
 *
 * @param script the distribution's script
 * @param folder the demo's folder
 */
record Hints(CamusScript script, DemoFolder folder) {

  /** A command, and what it does. */
  private record Hint(String command, String meaning) {}

  Page page(Demo.End end) {
    String camus = launcher();
    String dir = relative(folder.path());
    String properties = relative(folder.properties());
    Hint verify = new Hint(camus + " verify --deep -P " + properties, "check all files again");
    Hint find =
        new Hint(
            "find " + relative(folder.topics()) + " -name '*.avro'",
            "list the Avro files" + (folder.store().isEmpty() ? "" : ", as the store keeps them"));
    return page(
        end == Demo.End.KEEP
            ? List.of(
                new Hint(camus + " demo --more 100000 --dir " + dir, "produce more messages"),
                new Hint(camus + " plan -P " + properties, "show what a run would pull"),
                new Hint(camus + " run -P " + properties, "pull it"),
                new Hint(camus + " serve -P " + properties, "show the report in a browser"),
                verify,
                find,
                new Hint(camus + " demo --stop --dir " + dir, "stop all servers"))
            : folder.store().isPresent()
                ? List.of(
                    new Hint(
                        camus + " demo --store s3 --keep", "leave broker, registry and store up"),
                    new Hint(camus + " config s3", "list the settings of S3"),
                    find)
                : List.of(
                    new Hint(camus + " demo --keep", "leave broker and registry up"),
                    new Hint(camus + " config", "list all settings"),
                    new Hint(camus + " history -P " + properties, "show what the runs did"),
                    verify,
                    find));
  }

  private static Page page(List<Hint> hints) {
    // Columns of a fixed width are never shortened, so that commands can be copied.
    return new Page()
        .add(
            Columns.of(hints)
                .left("", longest(hints, Hint::command), Hint::command)
                .left("", longest(hints, Hint::meaning), Hint::meaning)
                .ifRoom()
                .untitled(DemoOutput.DEPTH));
  }

  private static int longest(List<Hint> hints, Function<Hint, String> text) {
    return hints.stream().mapToInt(hint -> text.apply(hint).length()).max().orElse(0);
  }

  /** The launcher in the root of the repository if the distribution lies in one. */
  private String launcher() {
    Path target = script.path().getParent().getParent().getParent();
    Path root = target.resolve("../camus").normalize();
    return Files.isExecutable(root) && !Files.isDirectory(root)
        ? relative(root)
        : relative(script.path());
  }

  private static String relative(Path path) {
    Path here = Path.of("").toAbsolutePath();
    if (!path.startsWith(here)) {
      return path.toString();
    }
    Path below = here.relativize(path);
    return below.getNameCount() == 1 && Files.isRegularFile(path) && Files.isExecutable(path)
        ? "./" + below
        : below.toString();
  }
}
