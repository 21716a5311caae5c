package io.camus.s3;

import io.camus.objectstore.LastingFaultException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns failures of the client into those of a store. Their messages say what to do. */
final class S3Errors {
  private S3Errors() {}

  /** A call of the client. */
  @FunctionalInterface
  interface Call<T> {
    T make();
  }

  /**
   * Makes a call.
   *
   * @param path the path of the call, for messages
   * @throws NoSuchFileException if the object or the upload is missing
   * @throws FileAlreadyExistsException if the key of a conditional call is taken
   * @throws AccessDeniedException if the store refuses access, which lasts until a person acts
   * @throws IOException for any other failure
   */
  static <T> T call(String path, Call<T> call) throws IOException {
    try {
      return call.make();
    } catch (S3Exception e) {
      throw of(path, e);
    } catch (AbortedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted: " + path);
      interrupted.initCause(e);
      throw interrupted;
    } catch (SdkException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** The error code of a response; empty if it has none, as for a HEAD. */
  static String code(S3Exception e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static IOException of(String path, S3Exception e) {
    String code = code(e);
    IOException told =
        switch (code) {
          case "NoSuchBucket" ->
              lasting(path, "the bucket does not exist; create it, or correct its name");
          case "NoSuchKey", "NoSuchUpload" -> new NoSuchFileException(path, null, code);
          case "PreconditionFailed" -> new FileAlreadyExistsException(path);
          case "ExpiredToken", "TokenRefreshRequired" ->
              lasting(path, "the credentials have expired (" + code + "); renew them");
          case "RequestTimeTooSkewed" ->
              lasting(
                  path,
                  "the clock of this machine differs from the store's by too much; synchronize it");
          case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint" ->
              lasting(path, "the bucket is in another region; set camus.s3.region: " + words(e));
          case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
              lasting(
                  path, "the store does not accept the credentials (" + code + "); correct them");
          default -> ofStatus(path, e);
        };
    told.addSuppressed(e); // Not as the cause: its message says less.
    return told;
  }

  private static IOException ofStatus(String path, S3Exception e) {
    return switch (e.statusCode()) {
      case 301, 401, 403 -> new AccessDeniedException(path, null, words(e));
      case 404 -> new NoSuchFileException(path, null, words(e));
      case 412 -> new FileAlreadyExistsException(path);
      default -> new IOException(path + ": " + words(e));
    };
  }

  /** About the bucket or the credentials; no other path in the bucket would work. */
  private static LastingFaultException lasting(String path, String reason) {
    return new LastingFaultException(S3Path.of(path).root(), reason);
  }

  /** {@code 503 SlowDown: Please reduce your request rate}. */
  private static String words(S3Exception e) {
    String message =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorMessage).orElse("");
    return String.format(Locale.ROOT, "%d %s", e.statusCode(), code(e)).trim()
        + (message == null || message.isBlank() ? "" : ": " + message);
  }
}
