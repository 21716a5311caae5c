package io.camus.it.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link DevApicurio} of all tests, started when the first asks for it and
 * closed after the last. Tests that want it to fail put a {@link RegistryProxy} before it.
 */
public final class SharedApicurio implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedApicurio.class);

  /** Made by JUnit. */
  public SharedApicurio() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DevApicurio.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(DevApicurio.class, type -> start(), DevApicurio.class);
  }

  private static DevApicurio start() {
    try {
      return DevApicurio.start(Files.createTempDirectory("camus-it-apicurio"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
