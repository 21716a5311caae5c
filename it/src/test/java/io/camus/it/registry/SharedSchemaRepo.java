package io.camus.it.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link DevSchemaRepo} of all tests, started when the first asks for it and
 * closed after the last.
 */
final class SharedSchemaRepo implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedSchemaRepo.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DevSchemaRepo.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(DevSchemaRepo.class, type -> start(), DevSchemaRepo.class);
  }

  private static DevSchemaRepo start() {
    try {
      return DevSchemaRepo.start(
          Files.createTempDirectory("camus-it-schema-repo"),
          Path.of(System.getProperty("camus.schema-repo.lib")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
