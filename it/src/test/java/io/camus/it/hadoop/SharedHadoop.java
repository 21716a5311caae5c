package io.camus.it.hadoop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link HadoopCluster} of all tests, started when the first asks for it and
 * closed after the last. Who harms it heals it.
 */
final class SharedHadoop implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedHadoop.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == HadoopCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            HadoopCluster.class, type -> startInTemporaryFolder(), HadoopCluster.class);
  }

  /** The folder stays for a look at the logs. */
  private static HadoopCluster startInTemporaryFolder() {
    try {
      return HadoopCluster.start(Files.createTempDirectory("camus-it-hadoop"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
