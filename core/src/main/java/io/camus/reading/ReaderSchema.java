package io.camus.reading;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * One schema that reads every file of a topic. It has the newest schema's fields, then those that
 * only older schemas have. A field that some files do not have is null there, or has its default.
 *
 * @param schema resolves against each schema of the files
 * @param notes what it leaves out, for people
 */
public record ReaderSchema(Schema schema, List<String> notes) {
  public ReaderSchema {
    notes = List.copyOf(notes);
  }

  /**
   * The schema that reads all of them.
   *
   * @throws ConfigurationException if there is none; the message names the field and a file
   */
  public static ReaderSchema of(TopicSchemas schemas) {
    List<WriterSchema> all = schemas.schemas();
    Schema merged = schemas.newest().schema();
    Set<String> notes = new LinkedHashSet<>();
    for (int i = all.size() - 2; i >= 0; i--) {
      merged = merge(schemas.topic(), merged, all.get(i), notes);
    }
    for (WriterSchema writer : all) {
      requireReads(schemas.topic(), merged, writer);
    }
    return new ReaderSchema(merged, new ArrayList<>(notes));
  }

  private static Schema merge(String topic, Schema newer, WriterSchema older, Set<String> notes) {
    try {
      SchemaMerge merge = new SchemaMerge(newer, older.schema(), notes);
      return parsed(merge.schema());
    } catch (MismatchException e) {
      throw refused(
          topic,
          String.format(
              Locale.ROOT,
              "%s is %s in newer files and %s in %s",
              e.where(),
              e.newer(),
              e.older(),
              files(older)),
          e);
    } catch (AvroRuntimeException e) {
      throw refused(topic, "Avro refuses it for " + files(older) + ": " + RootCause.line(e), e);
    }
  }

  /**
   * Checks the schema's text, which is what readers get: a type that is defined twice fails here.
   */
  private static Schema parsed(Schema schema) {
    return new Schema.Parser(NameValidator.NO_VALIDATION)
        .setValidateDefaults(false)
        .parse(schema.toString());
  }

  private static void requireReads(String topic, Schema reader, WriterSchema writer) {
    SchemaPairCompatibility found =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer.schema());
    if (found.getType() != SchemaCompatibilityType.COMPATIBLE) {
      SchemaCompatibility.Incompatibility first = found.getResult().getIncompatibilities().get(0);
      throw refused(
          topic,
          String.format(
              Locale.ROOT,
              "at %s of %s: %s",
              first.getLocation(),
              files(writer),
              first.getMessage()),
          null);
    }
  }

  private static String files(WriterSchema writer) {
    return writer.files() == 1
        ? writer.example()
        : String.format(Locale.ROOT, "%s and %,d more", writer.example(), writer.files() - 1);
  }

  private static ConfigurationException refused(String topic, String why, Exception cause) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "no schema can read all files of %s: %s. Omit --all for the newest schema, or select"
                + " files with --bucket",
            topic,
            why),
        cause);
  }
}
