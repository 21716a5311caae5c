package io.camus.s3;

import static io.camus.config.Key.Trait.MAY_REFER;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.ServerUrl;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of S3.
 *
 * @param endpoint of a compatible store; empty for AWS
 * @param region of the S3 buckets; empty for that of the environment
 * @param pathStyle whether the bucket is in the path instead of the host name
 * @param login empty for the credentials of the environment
 * @param connectTimeout for connecting
 * @param timeout for one attempt of a request
 * @param attempts how often a request is tried
 * @param connections the maximum number of open ones
 * @param partBytes size of every part of an upload but the last
 * @param spool local directory for parts until they are sent
 * @param checksums whether requests carry checksums of their content
 * @param encryption of new objects; empty for the bucket's default
 * @param kmsKey ID or ARN of the key for {@link Encryption#KMS}; empty for the account's default
 * @param storageClass of data and dead letter files; empty for the bucket's default
 * @param uploadDays the minimum number of days that S3 buckets must keep incomplete uploads
 */
record S3Settings(
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle,
    Optional<Login> login,
    Duration connectTimeout,
    Duration timeout,
    int attempts,
    int connections,
    int partBytes,
    Path spool,
    boolean checksums,
    Optional<Encryption> encryption,
    Optional<String> kmsKey,
    Optional<String> storageClass,
    int uploadDays) {
  static final KeyGroup KEYS = KeyGroup.ofProvider();

  /** The smallest part that S3 accepts, except for the last one. */
  private static final int LEAST_PART_BYTES = 5 << 20;

  private static final int MOST_PART_BYTES = 1 << 30;

  private static final Key<URI> ENDPOINT =
      KEYS.optional(
              "camus.s3.endpoint",
              ServerUrl.type(
                  "https://objects.example.com", "camus.s3.access.key and camus.s3.secret.key"))
          .is(Key.Trait.UNREPEATED)
          .means("URL of a store with the API of S3. Without it, AWS.");

  private static final Key<String> REGION =
      KEYS.optional("camus.s3.region", KeyType.TEXT)
          .means(
              "Region of the S3 buckets. Without it, the region from the environment (AWS_REGION,"
                  + " ~/.aws/config, instance metadata), or us-east-1 if camus.s3.endpoint is set.");

  private static final Key<Boolean> PATH_STYLE =
      KEYS.optional("camus.s3.path.style", KeyType.YES_NO)
          .means(
              "Whether URLs have the S3 bucket in the path (true) or in the host name (false)."
                  + " Without it, true if camus.s3.endpoint is set.");

  private static final Key<String> ACCESS_KEY =
      KEYS.optional("camus.s3.access.key", KeyType.SECRET)
          .is(MAY_REFER)
          .means(
              "Access key, preferably as a reference. Without it, the credentials of the"
                  + " environment: variables, ~/.aws, web identity, container, instance.");

  private static final Key<String> SECRET_KEY =
      KEYS.optional("camus.s3.secret.key", KeyType.SECRET)
          .is(MAY_REFER)
          .means("Secret key, preferably as a reference.");

  private static final Key<String> SESSION_TOKEN =
      KEYS.optional("camus.s3.session.token", KeyType.SECRET)
          .is(MAY_REFER)
          .means("Session token of temporary credentials, preferably as a reference.");

  private static final Key<Duration> CONNECT_TIMEOUT =
      KEYS.key("camus.s3.connect.timeout.ms", KeyType.MILLISECONDS, "10000")
          .means("Timeout for connecting, in milliseconds.");

  private static final Key<Duration> TIMEOUT =
      KEYS.key("camus.s3.request.timeout.ms", KeyType.MILLISECONDS, "60000")
          .means("Timeout of one attempt of a request, in milliseconds.");

  private static final Key<Integer> ATTEMPTS =
      KEYS.key("camus.s3.attempts", KeyType.integer(1, 100), "8")
          .means(
              "Maximum attempts of a request if the store fails or asks to slow down, with growing"
                  + " pauses of up to 20 seconds.");

  private static final Key<Integer> CONNECTIONS =
      KEYS.key("camus.s3.connections", KeyType.integer(1, 10_000), "64")
          .means("Maximum number of open connections per process.");

  private static final Key<Integer> PART_BYTES =
      KEYS.key(
              "camus.s3.part.bytes",
              KeyType.integer(LEAST_PART_BYTES, MOST_PART_BYTES),
              Integer.toString(8 << 20))
          .means(
              "Size of the parts in which files are uploaded, in bytes. S3 allows 10,000 parts, so"
                  + " 8 MiB are enough for files of 78 GiB.");

  private static final Key<Path> SPOOL =
      KEYS.optional("camus.s3.spool.dir", KeyType.TEXT.map(S3Settings::directory))
          .means(
              "Local directory in which each open file keeps its current part until it is sent: at"
                  + " most camus.output.open.files parts for each task. Without it, the JVM's"
                  + " directory for temporary files.");

  private static final Key<Checksums> CHECKSUMS =
      KEYS.key("camus.s3.checksums", KeyType.oneOf(Checksums.values()), "auto")
          .means(
              "Whether requests carry CRC32 checksums of their content. Some compatible stores"
                  + " refuse them. auto: only if camus.s3.endpoint is not set.");

  private static final Key<Encryption> ENCRYPTION =
      KEYS.optional("camus.s3.encryption", KeyType.oneOf(Encryption.values()))
          .means(
              "Server-side encryption of new objects. s3: with keys managed by S3. kms: with a key"
                  + " in AWS KMS. Without it, the default of the S3 bucket.");

  private static final Key<String> KMS_KEY =
      KEYS.optional("camus.s3.encryption.kms.key", KeyType.TEXT)
          .means("ID or ARN of the key, if camus.s3.encryption is kms.");

  private static final Key<String> STORAGE_CLASS =
      KEYS.optional("camus.s3.storage.class", KeyType.TEXT)
          .means(
              "Storage class of data and dead letter files, such as STANDARD_IA. Without it, the"
                  + " default of the S3 bucket.");

  private static final Key<Integer> UPLOAD_DAYS =
      KEYS.key("camus.s3.min.upload.days", KeyType.integer(1, 3650), "7")
          .means(
              "Minimum number of days that an S3 bucket must keep incomplete uploads. A bucket"
                  + " whose lifecycle rules abort them earlier is refused, because committed files"
                  + " that are not published yet would be lost.");

  static {
    KEYS.together(
        "camus.s3.access.key and camus.s3.secret.key",
        ACCESS_KEY,
        "access key",
        SECRET_KEY,
        "secret key");
  }

  /** Whether requests carry checksums. */
  enum Checksums {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Server-side encryption. */
  enum Encryption {
    /** With keys of S3. */
    S3,
    /** With keys of AWS KMS. */
    KMS
  }

  /** Configured credentials. */
  record Login(String accessKey, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "Login[]";
    }
  }

  /**
   * Reads the settings from the configuration.
   *
   * @param config with its secrets
   * @throws IllegalArgumentException with the reason why they cannot work
   */
  static S3Settings of(CamusConfig config) {
    Optional<URI> endpoint = config.optional(ENDPOINT);
    Optional<String> token = config.optional(SESSION_TOKEN);
    Optional<Login> login =
        config
            .optional(ACCESS_KEY)
            .map(access -> new Login(access, config.value(SECRET_KEY), token));
    check(
        token.isEmpty() || login.isPresent(),
        SESSION_TOKEN.name() + " is set without " + ACCESS_KEY.name());
    Optional<Encryption> encryption = config.optional(ENCRYPTION);
    check(
        config.optional(KMS_KEY).isEmpty() || encryption.equals(Optional.of(Encryption.KMS)),
        KMS_KEY.name() + " is set, but " + ENCRYPTION.name() + " is not kms");
    return new S3Settings(
        endpoint,
        config.optional(REGION).or(() -> endpoint.map(own -> "us-east-1")),
        config.optional(PATH_STYLE).orElse(endpoint.isPresent()),
        login,
        config.value(CONNECT_TIMEOUT),
        config.value(TIMEOUT),
        config.value(ATTEMPTS),
        config.value(CONNECTIONS),
        config.value(PART_BYTES),
        config.optional(SPOOL).orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))),
        switch (config.value(CHECKSUMS)) {
          case AUTO -> endpoint.isEmpty();
          case ALWAYS -> true;
          case NEVER -> false;
        },
        encryption,
        config.optional(KMS_KEY),
        config.optional(STORAGE_CLASS),
        config.value(UPLOAD_DAYS));
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  private static Path directory(String text) {
    Path directory = Path.of(text);
    check(
        directory.isAbsolute() && Files.isDirectory(directory),
        "must be an absolute local path of a directory");
    return directory;
  }
}
