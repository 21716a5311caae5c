package io.camus.s3;

import io.camus.s3.S3Settings.Login;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creates clients of the AWS SDK. */
final class S3Clients {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private S3Clients() {}

  /**
   * The client for these settings.
   *
   * @throws IllegalArgumentException with the reason why it cannot be created
   */
  static S3Client client(S3Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .forcePathStyle(settings.pathStyle())
            .requestChecksumCalculation(
                settings.checksums()
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(
                settings.checksums()
                    ? ResponseChecksumValidation.WHEN_SUPPORTED
                    : ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(settings.connections())
                    .connectionTimeout(settings.connectTimeout())
                    .connectionAcquisitionTimeout(settings.timeout())
                    .socketTimeout(settings.timeout()))
            .overrideConfiguration(
                it ->
                    it.apiCallAttemptTimeout(settings.timeout())
                        .retryStrategy(retries(settings.attempts())));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().map(Region::of).ifPresent(builder::region);
    settings.login().map(S3Clients::credentials).ifPresent(builder::credentialsProvider);
    try {
      return builder.build();
    } catch (SdkException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; set camus.s3.region, or camus.s3.endpoint", e);
    }
  }

  /** Makes the given number of attempts, even during a long outage. */
  private static RetryStrategy retries(int attempts) {
    return DefaultRetryStrategy.standardStrategyBuilder()
        .maxAttempts(attempts)
        .circuitBreakerEnabled(false)
        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(FIRST_PAUSE.multipliedBy(5), LONGEST_PAUSE))
        .retryOnException(S3Clients::isConflict)
        .build();
  }

  /** Whether another call for the same key is in progress. */
  private static boolean isConflict(Throwable thrown) {
    return thrown instanceof S3Exception e && e.statusCode() == 409;
  }

  private static AwsCredentialsProvider credentials(Login login) {
    return StaticCredentialsProvider.create(
        login
            .sessionToken()
            .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                token -> AwsSessionCredentials.create(login.accessKey(), login.secretKey(), token))
            .orElseGet(() -> AwsBasicCredentials.create(login.accessKey(), login.secretKey())));
  }
}
