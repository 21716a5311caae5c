package io.camus.it.secure;

import io.camus.it.fixture.SharedServer;
import java.nio.file.Path;

/** Gives tests the one {@link SecuredKafka} of all tests. */
public final class SharedSecuredKafka extends SharedServer<SecuredKafka> {
  /** Made by JUnit. */
  public SharedSecuredKafka() {
    super(SecuredKafka.class);
  }

  @Override
  protected SecuredKafka start(Path folder) throws Exception {
    return SecuredKafka.start(folder);
  }
}
