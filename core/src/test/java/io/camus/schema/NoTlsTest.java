package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class NoTlsTest {
  private final SSLContext context = NoTls.context();

  @Test
  void whoeverWantsToEncryptWithItFails() {
    assertThatThrownBy(context::createSSLEngine).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> context.createSSLEngine("localhost", 443))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(context::getSocketFactory).isInstanceOf(IllegalStateException.class);
  }
}
