package io.camus.serdes.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Compares the translation with Protobuf's own reader, and a conversion of its objects. */
class TranslatorPropertyTest {
  private static final ShapeCompiler COMPILER =
      new ShapeCompiler(TimestampUnit.MICROS, UnknownFields.DROP);

  @Property(tries = 2000)
  void itIsWhatProtobufsReaderReads(@ForAll long seed) throws Exception {
    RandomProto random = new RandomProto(seed);
    Translator translator = new Translator();
    for (Descriptor type : random.file().getMessageTypes()) {
      ShapeCompiler.Compiled compiled = COMPILER.compile(type);
      for (int i = 0; i < 3; i++) {
        byte[] bytes = random.bytes(type);
        assertThat(translated(translator, compiled, bytes))
            .isEqualTo(
                GenericConversion.of(DynamicMessage.parseFrom(type, bytes), compiled.schema()));
      }
    }
  }

  /** Columns are only added to a schema that is what its text says. */
  @Property(tries = 200)
  void aSchemaIsEqualToWhatItsTextSays(@ForAll long seed) throws Exception {
    for (Descriptor type : new RandomProto(seed).file().getMessageTypes()) {
      Schema schema = COMPILER.compile(type).schema();
      assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema);
    }
  }

  /** Bytes that are damaged are refused, or read as Protobuf's reader does. */
  @Property(tries = 2000)
  void damagedBytesAreRefusedOrReadAlike(@ForAll long seed) throws Exception {
    RandomProto random = new RandomProto(seed);
    Random damage = new Random(seed);
    Translator translator = new Translator();
    Descriptor type = random.file().getMessageTypes().get(0);
    ShapeCompiler.Compiled compiled = COMPILER.compile(type);
    byte[] bytes = random.bytes(type);
    if (bytes.length == 0) {
      return;
    }
    byte[] damaged = Arrays.copyOf(bytes, bytes.length - damage.nextInt(2));
    if (damaged.length > 0) {
      damaged[damage.nextInt(damaged.length)] = (byte) damage.nextInt();
    }
    Object read;
    try {
      read = translated(translator, compiled, damaged);
    } catch (Malformed e) {
      assertThat(e.position()).isBetween(0, damaged.length);
      return;
    }
    Object expected;
    try {
      expected = GenericConversion.of(DynamicMessage.parseFrom(type, damaged), compiled.schema());
    } catch (InvalidProtocolBufferException e) {
      // It also checks values that later ones replace.
      return;
    }
    assertThat(read).isEqualTo(expected);
  }

  private static Object translated(
      Translator translator, ShapeCompiler.Compiled compiled, byte[] bytes)
      throws Malformed, IOException {
    translator.translate(compiled.shape(), bytes, 0, bytes.length);
    Schema schema = compiled.schema();
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(translator.output().array(), 0, translator.output().length(), null);
    Object datum = new GenericDatumReader<>(schema).read(null, decoder);
    assertThat(decoder.isEnd()).isTrue();
    return datum;
  }
}
