package io.camus.serdes.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.camus.spi.RegisteredText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors are those of Google's compiler, which the build fetches for Linux. */
class ProtocTest {
  private static final Path PROTOC = Path.of("target/protoc/protoc");
  private static final ShapeCompiler COMPILER =
      new ShapeCompiler(TimestampUnit.NANOS, UnknownFields.KEEP);

  private static final String MONEY =
      """
      syntax = "proto3";
      package common.money;
      import "common/unit.proto";
      message Money {
        enum Currency { EUR = 0; USD = 2; option allow_alias = true; DOLLAR = 2; }
        int64 units = 1;
        Currency currency = 2;
        Unit unit = 3;
      }
      """;

  private static final String UNIT =
      """
      syntax = "proto2";
      package common;
      message Unit {
        required string name = 1;
        optional double factor = 2 [default = 1.5];
        repeated int32 codes = 3;
        repeated int32 packed = 4 [packed = true];
        extensions 100 to 199;
      }
      """;

  private static final String ORDER =
      """
      // A comment
      syntax = "proto3";
      package shop.v1;
      import "common/money.proto";
      import public "google/protobuf/timestamp.proto";
      import "google/protobuf/duration.proto";
      import "google/protobuf/wrappers.proto";
      import "google/protobuf/struct.proto";
      import "google/protobuf/any.proto";
      import "google/protobuf/field_mask.proto";
      import "google/protobuf/empty.proto";
      import "google/protobuf/descriptor.proto";

      option java_package = "com.example";
      option java_multiple_files = true;

      extend google.protobuf.FieldOptions { string label = 50000; }

      message First {}

      message Order {
        reserved 40, 50 to 60;
        reserved "old";
        string id = 1 [(label) = "the id", json_name = "ID", deprecated = true];
        message Line {
          message Part { sint32 a = 1; fixed64 b = 2; }
          repeated Part parts = 1;
          Order order = 2;
        }
        repeated Line lines = 2;
        map<string, common.money.Money> prices = 3;
        map<int32, google.protobuf.Timestamp> times = 4;
        oneof payment {
          string card = 5;
          common.money.Money cash = 6;
          google.protobuf.StringValue voucher = 7;
        }
        optional int32 count = 8;
        optional common.money.Money.Currency currency = 9;
        google.protobuf.Timestamp created = 10;
        google.protobuf.Duration took = 11;
        google.protobuf.Struct details = 12;
        google.protobuf.Any any = 13;
        google.protobuf.FieldMask mask = 14;
        google.protobuf.Empty empty = 15;
        repeated google.protobuf.UInt64Value numbers = 16;
        repeated float unpacked = 17 [packed = false];
        repeated float floats = 18;
        bool flag = 19;
        bytes data = 20;
        uint32 u = 2000;
        oneof second { int32 x = 21; int32 y = 22; }
      }

      service Orders {
        rpc Get(First) returns (stream Order) { option deprecated = true; }
      }
      """;

  @TempDir Path folder;

  @Test
  void descriptorsAreThoseOfProtoc() throws Exception {
    assumeThat(PROTOC).exists();
    Map<String, String> imports = Map.of("common/money.proto", MONEY, "common/unit.proto", UNIT);

    FileDescriptor ours =
        ProtoFiles.descriptor(new RegisteredText(RegisteredText.PROTOBUF, ORDER, imports));
    FileDescriptor theirs = compile("order.proto", ORDER, imports);

    assertThat(described(ours)).isEqualTo(described(theirs));
    for (Descriptor message : theirs.getMessageTypes()) {
      assertThat(COMPILER.compile(ours.findMessageTypeByName(message.getName())).schema())
          .isEqualTo(COMPILER.compile(message).schema());
    }
  }

  private FileDescriptor compile(String name, String text, Map<String, String> imports)
      throws Exception {
    Files.writeString(folder.resolve(name), text);
    for (Map.Entry<String, String> file : imports.entrySet()) {
      Files.createDirectories(folder.resolve(file.getKey()).getParent());
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    // Google's own files are in the jar that its compiler belongs to.
    for (String google :
        List.of(
            "timestamp",
            "duration",
            "wrappers",
            "struct",
            "any",
            "field_mask",
            "empty",
            "descriptor")) {
      String path = "google/protobuf/" + google + ".proto";
      Files.createDirectories(folder.resolve(path).getParent());
      Files.write(
          folder.resolve(path),
          FileDescriptorProto.class.getResourceAsStream("/" + path).readAllBytes());
    }
    Path set = folder.resolve("set.bin");
    Path runnable = Files.copy(PROTOC, folder.resolve("protoc"));
    assertThat(runnable.toFile().setExecutable(true)).isTrue();
    Process process =
        new ProcessBuilder(
                runnable.toString(),
                "-I" + folder,
                "--include_imports",
                "--descriptor_set_out=" + set,
                name)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Map<String, FileDescriptor> built = new HashMap<>();
    for (FileDescriptorProto file :
        FileDescriptorSet.parseFrom(Files.readAllBytes(set)).getFileList()) {
      FileDescriptor[] needed =
          file.getDependencyList().stream().map(built::get).toArray(FileDescriptor[]::new);
      built.put(file.getName(), FileDescriptor.buildFrom(file, needed));
    }
    return built.get(name);
  }

  /** One line per message and field, with what the decoder depends on. */
  private static String described(FileDescriptor file) {
    List<String> lines = new ArrayList<>();
    file.getMessageTypes().forEach(message -> describe(message, lines));
    return String.join("\n", lines);
  }

  private static void describe(Descriptor message, List<String> lines) {
    lines.add(message.getFullName());
    for (FieldDescriptor field : message.getFields()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %d %s %s %s %s",
              field.getNumber(),
              field.getFullName(),
              field.getType(),
              ShapeCompiler.form(field),
              field.getRealContainingOneof() == null
                  ? ""
                  : field.getRealContainingOneof().getFullName()));
    }
    message.getNestedTypes().stream()
        .filter(it -> !it.getOptions().getMapEntry())
        .forEach(nested -> describe(nested, lines));
  }
}
