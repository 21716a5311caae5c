package io.camus.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreProofTest {
  private static final StorePath DIRECTORY = new StorePath("mem://bucket/base");

  private Instant now = Instant.EPOCH;
  private final MemoryObjects objects = new MemoryObjects(() -> now);

  private static void prove(ObjectClient client) throws IOException {
    new StoreProof(client, DIRECTORY).run();
  }

  private static void requireRefused(ObjectClient client, String fault) {
    assertThatThrownBy(() -> prove(client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void aStrictStoreIsProvenAndLeftEmpty() throws IOException {
    prove(objects);

    assertThat(objects.objects()).isEmpty();
    assertThat(objects.uploads()).isEmpty();
  }

  /** They may be of a check that is going on. */
  @Test
  void whatADeadProcessHasLeftIsDeletedADayLater() throws IOException {
    String left = DIRECTORY.child(".camus-check-of-a-dead-process").value();
    objects.putIfAbsent(left + "/put", new byte[1]);
    String upload = objects.createUpload(left + "/upload", Map.of());
    try (MemoryPart part = new MemoryPart()) {
      part.write(new byte[1], 0, 1);
      objects.uploadPart(left + "/upload", upload, 1, part);
    }
    objects.putIfAbsent(DIRECTORY.child("other").value(), new byte[1]);
    now = now.plus(Duration.ofDays(1));
    prove(objects);
    assertThat(objects.objects()).hasSize(2);
    assertThat(objects.uploads()).hasSize(1);

    now = now.plusMillis(1);
    prove(objects);

    assertThat(objects.objects().keySet()).containsExactly(DIRECTORY.child("other"));
    assertThat(objects.uploads()).isEmpty();
  }

  @Test
  void aStoreThatIgnoresTheConditionIsRefused() {
    requireRefused(
        new Like(objects) {
          @Override
          public void putIfAbsent(String key, byte[] content) throws IOException {
            objects.delete(key);
            objects.putIfAbsent(key, content);
          }
        },
        "ignores the condition of a put");
  }

  @Test
  void aStoreThatLetsSeveralWinARaceIsRefused() {
    requireRefused(
        new Like(objects) {
          @Override
          public void putIfAbsent(String key, byte[] content) throws IOException {
            boolean isRace = key.contains("race");
            try {
              objects.putIfAbsent(key, content);
            } catch (FileAlreadyExistsException e) {
              if (!isRace) {
                throw e;
              }
            }
          }
        },
        "lets several conditional puts of one key win");
    assertThat(objects.objects()).isEmpty();
  }

  @Test
  void aStoreThatShowsUploadsIsRefused() {
    requireRefused(
        new Like(objects) {
          @Override
          public String uploadPart(String key, String upload, int number, PartBuffer content)
              throws IOException {
            objects.putIfAbsent(key, content.open().readAllBytes());
            return objects.uploadPart(key, upload, number, content);
          }
        },
        "shows an upload before it is completed");
  }

  @Test
  void aStoreThatForgetsMetadataIsRefused() {
    requireRefused(
        new Like(objects) {
          @Override
          public String createUpload(String key, Map<String, String> metadata) {
            return objects.createUpload(key, Map.of());
          }
        },
        "does not keep the metadata");
  }

  @Test
  void aStoreThatCompletesAnAbortedUploadIsRefused() {
    requireRefused(
        new Like(objects) {
          @Override
          public void abort(String key, String upload) {
            // It keeps the parts.
          }
        },
        "completes an upload that was aborted");
  }

  @Test
  void aStoreThatListsLateIsRefused() {
    requireRefused(
        new Like(objects) {
          @Override
          public List<Listed> list(String prefix, String after) {
            return List.of();
          }
        },
        "does not list all objects");
  }

  @Test
  void aStoreThatForbidsDeletesIsNamed() {
    ObjectClient client =
        new Like(objects) {
          @Override
          public void delete(String key) throws IOException {
            throw new AccessDeniedException(key);
          }
        };
    assertThatThrownBy(() -> prove(client)).isInstanceOf(AccessDeniedException.class);
  }

  /** Like another client. */
  private static class Like implements ObjectClient {
    private final ObjectClient other;

    Like(ObjectClient other) {
      this.other = other;
    }

    @Override
    public void putIfAbsent(String key, byte[] content) throws IOException {
      other.putIfAbsent(key, content);
    }

    @Override
    public InputStream get(String key) throws IOException {
      return other.get(key);
    }

    @Override
    public Optional<Head> head(String key) throws IOException {
      return other.head(key);
    }

    @Override
    public void delete(String key) throws IOException {
      other.delete(key);
    }

    @Override
    public List<Listed> list(String prefix, String after) throws IOException {
      return other.list(prefix, after);
    }

    @Override
    public List<String> names(String prefix) throws IOException {
      return other.names(prefix);
    }

    @Override
    public String createUpload(String key, Map<String, String> metadata) throws IOException {
      return other.createUpload(key, metadata);
    }

    @Override
    public String uploadPart(String key, String upload, int number, PartBuffer content)
        throws IOException {
      return other.uploadPart(key, upload, number, content);
    }

    @Override
    public List<Open> uploads(String prefix) throws IOException {
      return other.uploads(prefix);
    }

    @Override
    public List<Part> parts(String key, String upload) throws IOException {
      return other.parts(key, upload);
    }

    @Override
    public void complete(String key, String upload, List<String> tags) throws IOException {
      other.complete(key, upload, tags);
    }

    @Override
    public void abort(String key, String upload) throws IOException {
      other.abort(key, upload);
    }
  }
}
