package io.camus.it.demo;

import io.camus.it.command.CamusScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What to try after the demo: commands that work as they are printed.
 *
 * @param script the distribution's script
 * @param folder the demo's folder
 * @param page where they are printed
 */
record Hints(CamusScript script, DemoFolder folder, Page page) {

  void print(Demo.End end) {
    String camus = launcher();
    String dir = relative(folder.path());
    String properties = relative(folder.properties());
    if (end == Demo.End.KEEP) {
      page.line("broker and registry are up; this is yours to play with:");
      page.line(String.format(Locale.ROOT, "  %s demo --more 100000 --dir %s", camus, dir));
      page.line(String.format(Locale.ROOT, "  %s plan -P %s", camus, properties));
      page.line(String.format(Locale.ROOT, "  %s run -P %s", camus, properties));
      page.line(String.format(Locale.ROOT, "  %s demo --stop --dir %s", camus, dir));
    } else {
      page.line(
          String.format(
              Locale.ROOT, "%s demo --keep      the same, with the broker left up", camus));
      page.line(String.format(Locale.ROOT, "%s config           what the settings mean", camus));
    }
    page.line(String.format(Locale.ROOT, "%s verify --deep -P %s", camus, properties));
    page.line(String.format(Locale.ROOT, "find %s/topics -name '*.avro' | head", dir));
  }

  /** The launcher in the root of the repository if the distribution lies in one. */
  private String launcher() {
    Path target = script.path().getParent().getParent().getParent();
    Path root = target.resolve("../../camus").normalize();
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
