package io.camus.mapreduce;

import io.camus.config.SecretReference;
import io.camus.model.ConfigurationException;
import io.camus.model.RootCause;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProvider.CredentialEntry;
import org.apache.hadoop.security.alias.CredentialProviderFactory;

/**
 * The secrets that the driver's process can get at: its environment, its disk, and Hadoop's
 * credential providers. An empty secret counts as missing.
 */
public final class DriverSecrets implements SecretReference.Reader {
  private final Map<String, String> environment;
  private final Configuration hadoop;

  /**
   * @param environment the variables of the process
   * @param hadoop names the providers, in {@code hadoop.security.credential.provider.path}
   */
  public DriverSecrets(Map<String, String> environment, Configuration hadoop) {
    this.environment = Map.copyOf(environment);
    this.hadoop = new Configuration(hadoop);
  }

  @Override
  public String read(SecretReference reference) {
    return switch (reference.kind()) {
      case ENV ->
          present(
              environment.get(reference.name()),
              "the environment variable %s is not set, or empty".formatted(reference.name()));
      case FILE -> ofFile(Path.of(reference.place()), reference.name());
      case DIRECTORY -> ofDirectory(Path.of(reference.place()), reference.name());
      case CREDENTIAL -> ofProviders(reference.name());
    };
  }

  private static String ofFile(Path file, String key) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("%s is not a properties file".formatted(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return present(
        properties.getProperty(key), "%s has no key %s, or an empty one".formatted(file, key));
  }

  /** Without the line break at its end, which most editors leave there. */
  private static String ofDirectory(Path directory, String name) {
    if (name.contains("/")) {
      throw new ConfigurationException("only files in %s itself can be read".formatted(directory));
    }
    Path file = directory.resolve(name);
    try {
      return present(
          Files.readString(file).replaceFirst("\\R\\z", ""), "%s is empty".formatted(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private String ofProviders(String alias) {
    String paths = hadoop.get(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH);
    if (paths == null || paths.isBlank()) {
      throw new ConfigurationException(
          "there is no provider of credentials: set %s, for example to jceks://hdfs/user/camus/camus.jceks"
              .formatted(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH));
    }
    try {
      for (CredentialProvider provider : CredentialProviderFactory.getProviders(hadoop)) {
        Optional<CredentialEntry> entry = Optional.ofNullable(provider.getCredentialEntry(alias));
        if (entry.isPresent()) {
          return present(
              new String(entry.get().getCredential()), "it is empty in %s".formatted(provider));
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read: %s".formatted(paths, RootCause.line(e)), e);
    }
    throw new ConfigurationException("%s has no credential of this alias".formatted(paths));
  }

  private static String present(String secret, String otherwise) {
    if (secret == null || secret.isEmpty()) {
      throw new ConfigurationException(otherwise);
    }
    return secret;
  }

  private static ConfigurationException unreadable(Path file, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? "there is no such file"
            : e instanceof CharacterCodingException
                ? "it is not text in UTF-8"
                : e.getClass().getSimpleName();
    return new ConfigurationException("%s cannot be read: %s".formatted(file, why), e);
  }
}
