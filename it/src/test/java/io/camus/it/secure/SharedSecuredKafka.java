package io.camus.it.secure;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link SecuredKafka} of all tests, started when the first asks for it and
 * closed after the last.
 */
public final class SharedSecuredKafka implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedSecuredKafka.class);

  /** Made by JUnit. */
  public SharedSecuredKafka() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SecuredKafka.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(SecuredKafka.class, type -> start(), SecuredKafka.class);
  }

  private static SecuredKafka start() {
    try {
      return SecuredKafka.start(Files.createTempDirectory("camus-it-secured"));
    } catch (Exception e) {
      throw new IllegalStateException("no secured broker could be started", e);
    }
  }
}
