package io.camus.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectsTest {
  private static final String KEY = "s3://bucket/base/key";

  private ScriptedServer server;
  private S3Client client;
  private S3Objects objects;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    S3Settings settings = server.settings();
    client = S3Clients.client(settings);
    objects = new S3Objects(client, settings);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void put() throws IOException {
    objects.putIfAbsent(KEY, "content".getBytes(UTF_8));
  }

  @Test
  void aKeyThatIsTakenIsNotReplaced() {
    server
        .error(412, "PreconditionFailed", "At least one of the pre-conditions did not hold")
        .answer(200, "");

    assertThatThrownBy(this::put).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(server.requests()).containsExactly("PUT /bucket/base/key", "HEAD /bucket/base/key");
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown",
    "500, InternalError",
    "503, ServiceUnavailable",
    "409, ConditionalRequestConflict",
    "409, OperationAborted"
  })
  void whatMayWorkLaterIsTriedAgain(int status, String code) throws IOException {
    server.error(status, code, "Please try again.").answer(200, "");

    put();

    assertThat(server.requests()).containsExactly("PUT /bucket/base/key", "PUT /bucket/base/key");
  }

  @Test
  void aStoreThatIsBusyForTooLongIsNamed() {
    server.error(503, "SlowDown", "Please reduce your request rate.");

    assertThatThrownBy(this::put)
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(KEY + ": 503 SlowDown: Please reduce your request rate.");
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, Access Denied",
    "400, ExpiredToken, the credentials have expired",
    "403, RequestTimeTooSkewed, the clock of this machine differs",
    "403, InvalidAccessKeyId, does not accept the credentials",
    "403, SignatureDoesNotMatch, does not accept the credentials",
    "301, PermanentRedirect, set camus.s3.region",
    "404, NoSuchBucket, the bucket does not exist"
  })
  void whatAPersonMustCorrectIsDenied(int status, String code, String words) {
    server.error(status, code, "Access Denied");

    assertThatThrownBy(this::put)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageStartingWith("s3://bucket")
        .hasMessageContaining(words);
  }

  @Test
  void anUploadThatHasEndedIsMissing() {
    server.error(404, "NoSuchUpload", "The specified upload does not exist.");

    assertThatThrownBy(() -> objects.complete(KEY, "id", List.of("tag")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aMissingObjectIsEmpty() throws IOException {
    server.answer(404, "");

    assertThat(objects.head(KEY)).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    server.close();

    assertThatThrownBy(this::put)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(KEY + ": ")
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void anInterruptIsOne() {
    server.error(503, "SlowDown", "Please reduce your request rate.");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(this::put).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
