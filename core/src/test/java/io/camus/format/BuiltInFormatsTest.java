package io.camus.format;

import io.camus.plugin.FileFormatContractTest;
import io.camus.plugin.FileFormatProvider;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The built-in file formats keep the contract, with each codec. */
class BuiltInFormatsTest {
  private static Map<String, String> codec(String word) {
    return Map.of("etl.output.codec", word);
  }

  private static Map<String, String> uncompressed() {
    return Map.of("mapred.output.compress", "false");
  }

  abstract static class OfAvro extends FileFormatContractTest {
    @Override
    protected FileFormatProvider provider() {
      return new BuiltInFormats.Avro();
    }
  }

  abstract static class OfJson extends FileFormatContractTest {
    @Override
    protected FileFormatProvider provider() {
      return new BuiltInFormats.Json();
    }
  }

  abstract static class OfText extends FileFormatContractTest {
    @Override
    protected FileFormatProvider provider() {
      return new BuiltInFormats.Text();
    }
  }

  @Nested
  class Avro extends OfAvro {
    @Override
    protected Map<String, String> settings() {
      return uncompressed();
    }
  }

  @Nested
  class AvroWithDeflate extends OfAvro {
    @Override
    protected Map<String, String> settings() {
      return codec("deflate");
    }
  }

  @Nested
  class AvroWithSnappy extends OfAvro {
    @Override
    protected Map<String, String> settings() {
      return codec("snappy");
    }
  }

  @Nested
  class AvroWithZstandard extends OfAvro {
    @Override
    protected Map<String, String> settings() {
      return codec("zstandard");
    }
  }

  @Nested
  class Json extends OfJson {
    @Override
    protected Map<String, String> settings() {
      return uncompressed();
    }
  }

  @Nested
  class JsonWithGzip extends OfJson {
    @Override
    protected Map<String, String> settings() {
      return codec("deflate");
    }
  }

  @Nested
  class JsonWithZstandard extends OfJson {
    @Override
    protected Map<String, String> settings() {
      return codec("zstandard");
    }
  }

  @Nested
  class Text extends OfText {
    @Override
    protected Map<String, String> settings() {
      return uncompressed();
    }
  }

  @Nested
  class TextWithGzipAndAnotherDelimiter extends OfText {
    @Override
    protected Map<String, String> settings() {
      return Map.of("etl.output.codec", "deflate", "etl.output.record.delimiter", "\u0001|");
    }
  }
}
