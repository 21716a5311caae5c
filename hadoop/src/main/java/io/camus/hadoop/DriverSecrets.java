package io.camus.hadoop;

import io.camus.config.SecretReference;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProvider.CredentialEntry;
import org.apache.hadoop.security.alias.CredentialProviderFactory;

/**
 * The secrets available to the driver process: from its environment, its disk, and Hadoop's
 * credential providers. An empty secret counts as missing.
 */
public final class DriverSecrets {
  private final Map<String, String> environment;
  private final Configuration hadoop;

  /**
   * @param environment the variables of the process
   * @param hadoop has the providers, in {@code hadoop.security.credential.provider.path}
   */
  public DriverSecrets(Map<String, String> environment, Configuration hadoop) {
    this.environment = Map.copyOf(environment);
    this.hadoop = new Configuration(hadoop);
  }

  /**
   * The secret that a reference names.
   *
   * @throws ConfigurationException saying, without any secret, the reason
   */
  public String read(SecretReference reference) {
    return switch (reference.kind()) {
      case ENV ->
          present(
              environment.get(reference.name()),
              "the environment variable " + reference.name() + " is not set, or empty");
      case FILE -> ofFile(Path.of(reference.place()), reference.name());
      case DIRECTORY -> ofDirectory(Path.of(reference.place()), reference.name());
      case CREDENTIAL -> ofProviders(reference.name());
    };
  }

  private static String ofFile(Path file, String key) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(file)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s is not a properties file", file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return present(properties.getProperty(key), file + " has no key " + key + ", or it is empty");
  }

  /** Without a byte order mark, which some editors add. */
  private static String text(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Without a trailing line break, which most editors add. */
  private static String ofDirectory(Path directory, String name) {
    if (name.contains("/")) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "only files directly in %s can be read", directory));
    }
    Path file = directory.resolve(name);
    try {
      return present(
          text(file).replaceFirst("\\R\\z", ""), String.format(Locale.ROOT, "%s is empty", file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private String ofProviders(String alias) {
    String paths = hadoop.get(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH);
    if (paths == null || paths.isBlank()) {
      throw new ConfigurationException(
          "no credential provider: set "
              + CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH
              + ", for example to jceks://hdfs/user/camus/camus.jceks");
    }
    try {
      for (CredentialProvider provider : CredentialProviderFactory.getProviders(hadoop)) {
        Optional<CredentialEntry> entry = Optional.ofNullable(provider.getCredentialEntry(alias));
        if (entry.isPresent()) {
          return present(new String(entry.get().getCredential()), "it is empty in " + provider);
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s cannot be read: %s", paths, RootCause.line(e)), e);
    }
    throw new ConfigurationException(
        String.format(Locale.ROOT, "%s has no credential with this alias", paths));
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
            ? "no such file"
            : e instanceof CharacterCodingException ? "it is not UTF-8 text" : RootCause.line(e);
    return new ConfigurationException(
        String.format(Locale.ROOT, "%s cannot be read: %s", file, why), e);
  }
}
