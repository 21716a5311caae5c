package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.reading.ReaderSchema;
import io.camus.reading.TopicSchemas;
import io.camus.reading.WriterSchema;
import java.util.Locale;

/** {@code camus schema} for people: which schema it is, and what it does not cover. */
public final class SchemaPage {
  private SchemaPage() {}

  /** The newest schema. */
  public static Page of(TopicSchemas schemas) {
    WriterSchema newest = schemas.newest();
    int others = schemas.schemas().size() - 1;
    String which = others == 0 ? "the only schema" : "the newest of " + (others + 1) + " schemas";
    Page page =
        new Page()
            .verdict(
                Tone.GOOD,
                "OK",
                String.format(
                    Locale.ROOT,
                    "%s of %s, in %s of %s",
                    which,
                    schemas.topic(),
                    count(newest.files()),
                    count(schemas.files(), "file")))
            .detail("name", newest.schema().getFullName())
            .detail("first in", newest.example() + ", of commit record " + newest.first().record());
    if (others > 0) {
      page.notice(
          count(schemas.files() - newest.files(), "file")
              + " with an older schema; --all writes one that reads them all");
    }
    return notRead(page, schemas);
  }

  /** One schema for all files. */
  public static Page of(TopicSchemas schemas, ReaderSchema reader) {
    Page page =
        new Page()
            .verdict(
                Tone.GOOD,
                "OK",
                String.format(
                    Locale.ROOT,
                    "reads all %s of %s, which have %s",
                    count(schemas.files(), "file"),
                    schemas.topic(),
                    count(schemas.schemas().size(), "schema")))
            .detail("name", reader.schema().getFullName());
    reader.notes().forEach(page::notice);
    return notRead(page, schemas);
  }

  private static Page notRead(Page page, TopicSchemas schemas) {
    if (!schemas.lines().isEmpty()) {
      page.notice(
          count(schemas.lines().size(), "file")
              + " of lines, which have no schema, first "
              + schemas.lines().get(0).file().destination());
    }
    if (!schemas.missing().isEmpty()) {
      page.notice(
          count(schemas.missing().size(), "file")
              + " of the commit log are not where they were published, so their schemas are not"
              + " known, first "
              + schemas.missing().get(0).file().destination());
    }
    return page;
  }
}
