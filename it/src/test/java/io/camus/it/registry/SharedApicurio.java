package io.camus.it.registry;

import io.camus.it.fixture.SharedServer;
import java.nio.file.Path;

/**
 * Gives tests the one {@link DevApicurio} of all tests. Tests that want it to fail put a {@link
 * RegistryProxy} before it.
 */
public final class SharedApicurio extends SharedServer<DevApicurio> {
  /** Made by JUnit. */
  public SharedApicurio() {
    super(DevApicurio.class);
  }

  @Override
  protected DevApicurio start(Path folder) {
    return DevApicurio.start(folder);
  }
}
