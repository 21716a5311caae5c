package io.camus.s3;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The lifecycle rules of S3 buckets that abort incomplete uploads. A committed file is an
 * incomplete upload until it is published, which may take days if no run starts.
 *
 * @param days the minimum number of days that uploads must be kept
 */
record UploadRules(S3Client client, int days) {
  private static final int FORBIDDEN = 403;

  /** The bucket has no rules, or the store does not support them. */
  private static final Set<Integer> WITHOUT_RULES = Set.of(404, 405, 501);

  private static final Logger LOG = LoggerFactory.getLogger(UploadRules.class);

  /**
   * Refuses an S3 bucket that aborts uploads below a directory too early.
   *
   * @throws IllegalArgumentException with the rule, and what to do
   */
  void requireKept(S3Path directory) throws IOException {
    for (LifecycleRule rule : rules(directory)) {
      Optional<Integer> after =
          Optional.ofNullable(rule.abortIncompleteMultipartUpload())
              .map(AbortIncompleteMultipartUpload::daysAfterInitiation);
      if (rule.status() == ExpirationStatus.ENABLED
          && after.filter(it -> it < days).isPresent()
          && overlap(prefix(rule), directory.key())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the lifecycle rule %s of bucket %s aborts incomplete uploads after %s, which"
                    + " would lose committed files that are not published yet; let it wait for %d days or more"
                    + " (camus.s3.min.upload.days)",
                Optional.ofNullable(rule.id()).orElse("without an id"),
                directory.bucket(),
                after.get() == 1 ? "1 day" : after.get() + " days",
                days));
      }
    }
  }

  private List<LifecycleRule> rules(S3Path directory) throws IOException {
    String bucket = directory.sibling("");
    return S3Errors.call(
        bucket,
        () -> {
          try {
            return client
                .getBucketLifecycleConfiguration(it -> it.bucket(directory.bucket()))
                .rules();
          } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
              LOG.warn(
                  "{}: its lifecycle rules cannot be read ({}); make sure that none aborts"
                      + " incomplete uploads earlier than after {} days",
                  bucket,
                  S3Errors.code(e),
                  days);
            } else if (!WITHOUT_RULES.contains(e.statusCode())) {
              throw e;
            }
            return List.of();
          }
        });
  }

  /** The prefix of the keys that a rule applies to. */
  @SuppressWarnings("deprecation") // Old rules have it.
  private static String prefix(LifecycleRule rule) {
    return Optional.ofNullable(rule.filter())
        .map(LifecycleRuleFilter::prefix)
        .or(() -> Optional.ofNullable(rule.prefix()))
        .orElse("");
  }

  private static boolean overlap(String prefix, String directory) {
    return directory.startsWith(prefix) || prefix.startsWith(directory);
  }
}
