package io.camus.it.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSearchTest {
  @TempDir private Path folder;

  @Test
  void aSecretIsFoundWhateverHoldsIt() throws Exception {
    Files.writeString(folder.resolve("plain"), "x hush-hush y");
    Files.writeString(folder.resolve("hush-hush"), "");
    Files.writeString(
        folder.resolve("header"),
        Base64.getEncoder().encodeToString("me:hush-hush".getBytes(UTF_8)));
    Files.writeString(
        folder.resolve("base64"), Base64.getEncoder().encodeToString("hush-hush;".getBytes(UTF_8)));
    try (DataFileWriter<Object> avro = new DataFileWriter<>(new GenericDatumWriter<>())) {
      avro.setCodec(CodecFactory.deflateCodec(6));
      avro.create(Schema.create(Schema.Type.STRING), folder.resolve("a.avro").toFile());
      avro.append("hush-hush ".repeat(100));
    }
    Files.writeString(folder.resolve("harmless"), "hush");

    SecretSearch search =
        new SecretSearch()
            .login("it", "me", "hush-hush")
            .below(folder, folder.resolve("nothing"))
            .text("output", "a hush-hush");

    assertThat(search.finds())
        .extracting(find -> find.substring(0, find.indexOf(", after")))
        .contains(
            "it in " + folder.resolve("plain"),
            "it in the name of " + folder.resolve("hush-hush"),
            "it as a header in " + folder.resolve("header"),
            "it in Base64 in " + folder.resolve("base64"),
            "it in a record of " + folder.resolve("a.avro"),
            "it in output")
        .noneMatch(find -> find.contains("harmless"));
  }
}
