package io.camus.cli;

import io.camus.cli.page.Page;
import io.camus.cli.view.SchemaPage;
import io.camus.commit.FileSelection;
import io.camus.config.CamusConfig;
import io.camus.failure.RootCause;
import io.camus.model.DataFile;
import io.camus.model.ExitCode;
import io.camus.model.StorageException;
import io.camus.reading.ReaderSchema;
import io.camus.reading.TopicSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus schema}: the Avro schema of a topic's files, for their readers. */
@Command(
    name = "schema",
    sortOptions = false,
    description = {
      "Writes the Avro schema of a topic's files: the newest one, or with --all one schema that"
          + " reads every file, whatever schema it was written with. Spark and Hive accept it as an"
          + " .avsc file.",
      "",
      "Reads the commit log and the header of each data file. Needs no registry and changes nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus schema -P camus.properties clicks > clicks.avsc",
      "  camus schema -P camus.properties clicks --all --output clicks.avsc"
    })
final class SchemaCommand extends ConfiguredVerb {
  @Parameters(arity = "1", paramLabel = "TOPIC", description = "Name of the topic.")
  private String topic;

  @Option(
      names = "--all",
      description =
          "Write one schema that reads all files. It has the fields of all schemas; a field that a"
              + " file lacks is null or has its default.")
  private boolean all;

  @Option(
      names = "--bucket",
      paramLabel = "PATH",
      description = "Only files in this directory of the topic, at any depth: hourly/2026/11.")
  private String bucket;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the schema to this file, instead of to standard output.")
  private Path output;

  SchemaCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    TopicSchemas schemas = operations().schemas(config, selection());
    if (all) {
      ReaderSchema reader = ReaderSchema.of(schemas);
      write(reader.schema(), SchemaPage.of(schemas, reader));
    } else {
      write(schemas.newest().schema(), SchemaPage.of(schemas));
    }
    return ExitCode.OK.value();
  }

  private FileSelection selection() {
    return new FileSelection(
        topic,
        DataFile.Kind.DATA,
        OptionalInt.empty(),
        Optional.ofNullable(bucket).map(FilesCommand::withoutSlashes));
  }

  /** Standard output gets either the schema or the page about it. */
  private void write(Schema schema, Page page) {
    String text = SchemaFormatter.format("json/pretty", schema);
    if (output == null) {
      terminal().print(text);
      terminal().remark(page);
      return;
    }
    try {
      Files.writeString(output, text + "\n");
    } catch (IOException e) {
      throw new StorageException("cannot write " + output + ": " + RootCause.line(e), e);
    }
    terminal().show(page.gap().place("schema", output));
  }
}
