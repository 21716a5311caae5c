package io.camus.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.Providers;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proposals where the decoders of this module are installed. */
class RegisteredDecodersTest {
  private final MapRegistry registry = new MapRegistry();
  private final SampleOf sample = new SampleOf("t");

  private Proposal proposal() {
    return new TopicInspection(
            Optional.of(new AskedRegistry(registry)), ZoneOffset.UTC, Providers.INSTALLED)
        .report(sample.sample())
        .proposal();
  }

  @Test
  void protobufOfTheRegistryIsDecoded() {
    registry.foreign.put(5, "PROTOBUF");
    sample.value(new byte[] {0, 0, 0, 0, 5, 0, 8, 1});

    assertThat(proposal().decoder()).contains(ProposedDecoder.PROTOBUF);
    assertThat(proposal().settings())
        .extracting(Proposal.Setting::value)
        .containsExactly("protobuf");
  }

  @Test
  void jsonWithASchemaIsDecoded() {
    registry.foreign.put(6, "JSON");
    sample.value("\0\0\0\0\6{}".getBytes(UTF_8));

    assertThat(proposal().decoder()).contains(ProposedDecoder.JSON_SCHEMA);
    assertThat(proposal().reason()).contains("camus.message.timestamp.field");
  }
}
