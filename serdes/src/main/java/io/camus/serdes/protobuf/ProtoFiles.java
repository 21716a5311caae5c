package io.camus.serdes.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.internal.SchemaEncoder;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.camus.spi.RegisteredText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a registered {@code .proto} text into descriptors. Imports are the text's references, or
 * Google's files, which everyone has.
 */
final class ProtoFiles {
  private static final int LONGEST_REASON = 160;

  /** The name of the text itself, which no import can have. */
  private static final String ITSELF = "(schema)";

  /** Google's own files, by the path of their import. */
  private static final Map<String, FileDescriptor> GOOGLES =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

  private final Schema schema;
  private final SchemaEncoder encoder;
  private final Map<String, FileDescriptor> built = new HashMap<>(GOOGLES);

  private ProtoFiles(RegisteredText text) {
    List<ProtoFile> files = new ArrayList<>();
    files.add(parse(ITSELF, text.text()));
    text.references().forEach((path, content) -> files.add(parse(path, content)));
    schema = new Linker(new Imports(text), new ErrorCollector(), true, true).link(files);
    encoder = new SchemaEncoder(schema);
  }

  /**
   * The descriptor of a text.
   *
   * @throws UnusableSchemaException if it is not Protobuf, or uses something that is not supported
   */
  static FileDescriptor descriptor(RegisteredText text) throws UnusableSchemaException {
    if (!text.type().equals(RegisteredText.PROTOBUF)) {
      throw new UnusableSchemaException(
          String.format(Locale.ROOT, "it is of type %s, not Protobuf", text.type()));
    }
    try {
      return new ProtoFiles(text).build(ITSELF);
    } catch (DescriptorValidationException
        | InvalidProtocolBufferException
        | RuntimeException
        | StackOverflowError e) {
      throw new UnusableSchemaException("its text cannot be used: " + reason(e));
    }
  }

  private static String reason(Throwable e) {
    if (e instanceof StackOverflowError) {
      return "it is nested too deeply";
    }
    String line = String.valueOf(e.getMessage()).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }

  private static ProtoFile parse(String path, String content) {
    return ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get(path), content));
  }

  /** The descriptor of a file, after those of its imports. */
  private FileDescriptor build(String path)
      throws DescriptorValidationException, InvalidProtocolBufferException {
    FileDescriptor known = built.get(path);
    if (known != null) {
      return known;
    }
    FileDescriptorProto file =
        FileDescriptorProto.parseFrom(encoder.encode(schema.protoFile(path)).toByteArray());
    List<FileDescriptor> imports = new ArrayList<>();
    for (String imported : file.getDependencyList()) {
      imports.add(build(imported));
    }
    FileDescriptor result = FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
    built.put(path, result);
    return result;
  }

  /** Loads what a text imports. */
  private record Imports(RegisteredText text) implements Loader {
    @Override
    public ProtoFile load(String path) {
      String content = text.references().get(path);
      if (content != null) {
        return parse(path, content);
      }
      if (path.startsWith("google/protobuf/")) {
        try (InputStream in = FileDescriptorProto.class.getResourceAsStream("/" + path)) {
          if (in != null) {
            return parse(path, new String(in.readAllBytes(), UTF_8));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      if (path.startsWith("wire/")) {
        return CoreLoader.INSTANCE.load(path);
      }
      throw new IllegalStateException(
          String.format(Locale.ROOT, "it imports %s, which is not among its references", path));
    }

    @Override
    public Loader withErrors(ErrorCollector errors) {
      return this;
    }
  }
}
