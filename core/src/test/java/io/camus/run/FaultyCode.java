package io.camus.run;

import io.camus.pull.Generous;
import io.camus.pull.TopicPull;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/** Code of a topic that works for a while, and then throws at one place. */
enum FaultyCode {
  DECODER,
  PARTITIONER,
  CREATE,
  APPEND,
  FLUSH,
  CLOSE;

  /** Makes the format of a world call what throws. */
  void prepare(World world) {
    if (this == FLUSH) {
      world.bufferFiles();
    }
  }

  /** Makes the code of one topic throw at this place after so many calls that are well. */
  UnaryOperator<TopicPull> in(String topic, int well) {
    return pull ->
        pull.destination().directory().name().equals(topic) ? new Code(this, well).of(pull) : pull;
  }

  private static final class Code {
    private final FaultyCode place;
    private int left;

    Code(FaultyCode place, int well) {
      this.place = place;
      this.left = well;
    }

    private void at(FaultyCode here) {
      if (here == place && left-- <= 0) {
        throw new IllegalStateException("a defect");
      }
    }

    TopicPull of(TopicPull pull) {
      return Generous.topic(
          record -> {
            at(DECODER);
            return pull.decoder().decode(record);
          },
          time -> {
            at(PARTITIONER);
            return pull.destination().partitioner().bucket(time);
          },
          pull.destination().directory(),
          format(pull.destination().format()),
          pull.nullValues(),
          pull.filesPer(),
          pull.destination().targetFileBytes());
    }

    private FileFormat format(FileFormat real) {
      return new FileFormat() {
        @Override
        public String extension() {
          return real.extension();
        }

        @Override
        public long openBytes() {
          return real.openBytes();
        }

        @Override
        public Writer create(
            OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
            throws IOException {
          at(CREATE);
          Writer writer = real.create(out, schema, metadata);
          return new Writer() {
            @Override
            public void append(Datum datum) throws IOException {
              at(APPEND);
              writer.append(datum);
            }

            @Override
            public long buffered() {
              return writer.buffered();
            }

            @Override
            public void flush() throws IOException {
              at(FLUSH);
              writer.flush();
            }

            @Override
            public void close() throws IOException {
              at(CLOSE);
              writer.close();
            }
          };
        }
      };
    }
  }
}
