package io.camus.s3;

import io.camus.objectstore.ObjectClient;
import io.camus.objectstore.PartBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects in S3. Keys are paths in any S3 bucket: {@code s3://bucket/key}. */
final class S3Objects implements ObjectClient {
  private static final int MOST_PARTS = 10_000;
  private static final String MARK = "camus-put";

  private final S3Client client;
  private final S3Settings settings;
  private final Optional<ServerSideEncryption> encryption;

  S3Objects(S3Client client, S3Settings settings) {
    this.client = client;
    this.settings = settings;
    this.encryption =
        settings
            .encryption()
            .map(
                it ->
                    switch (it) {
                      case S3 -> ServerSideEncryption.AES256;
                      case KMS -> ServerSideEncryption.AWS_KMS;
                    });
  }

  @Override
  public void putIfAbsent(String key, byte[] content) throws IOException {
    String mark = UUID.randomUUID().toString();
    try {
      put(key, content, Map.of(MARK, mark));
    } catch (FileAlreadyExistsException e) {
      // The client repeats a request whose response was lost, and then finds its own object.
      if (head(key).filter(it -> mark.equals(it.metadata().get(MARK))).isEmpty()) {
        throw e;
      }
    }
  }

  private void put(String key, byte[] content, Map<String, String> metadata) throws IOException {
    S3Path path = S3Path.of(key);
    S3Errors.call(
        key,
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(path.bucket())
                        .key(path.key())
                        .ifNoneMatch("*")
                        .metadata(metadata)
                        .serverSideEncryption(encryption.orElse(null))
                        .ssekmsKeyId(settings.kmsKey().orElse(null)),
                RequestBody.fromBytes(content)));
  }

  @Override
  public InputStream get(String key) throws IOException {
    return ObjectInput.open(client, S3Path.of(key), key);
  }

  @Override
  public Optional<Head> head(String key) throws IOException {
    S3Path path = S3Path.of(key);
    if (path.key().isEmpty()) {
      return Optional.empty();
    }
    try {
      HeadObjectResponse found =
          S3Errors.call(
              key, () -> client.headObject(it -> it.bucket(path.bucket()).key(path.key())));
      return Optional.of(
          new Head(found.contentLength(), found.lastModified(), Map.copyOf(found.metadata())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    S3Path path = S3Path.of(key);
    S3Errors.call(key, () -> client.deleteObject(it -> it.bucket(path.bucket()).key(path.key())));
  }

  @Override
  public List<Listed> list(String prefix, String after) throws IOException {
    S3Path path = S3Path.of(prefix);
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(path.bucket()).prefix(path.key());
    if (!after.isEmpty()) {
      request.startAfter(S3Path.of(after).key());
    }
    return S3Errors.call(prefix, () -> client.listObjectsV2(request.build())).contents().stream()
        .map(it -> new Listed(path.sibling(it.key()), it.size(), it.lastModified()))
        .toList();
  }

  @Override
  public List<String> names(String prefix) throws IOException {
    S3Path path = S3Path.of(prefix);
    Set<String> names = new TreeSet<>();
    S3Errors.call(
        prefix,
        () -> {
          client
              .listObjectsV2Paginator(
                  it -> it.bucket(path.bucket()).prefix(path.key()).delimiter("/"))
              .forEach(
                  page -> {
                    page.contents().forEach(it -> names.add(it.key()));
                    page.commonPrefixes().forEach(it -> names.add(it.prefix()));
                  });
          return names;
        });
    return names.stream()
        .map(it -> it.substring(path.key().length()).split("/", 2)[0])
        .filter(it -> !it.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public String createUpload(String key, Map<String, String> metadata) throws IOException {
    S3Path path = S3Path.of(key);
    return S3Errors.call(
        key,
        () ->
            client
                .createMultipartUpload(
                    it ->
                        it.bucket(path.bucket())
                            .key(path.key())
                            .metadata(metadata)
                            .storageClass(settings.storageClass().orElse(null))
                            .serverSideEncryption(encryption.orElse(null))
                            .ssekmsKeyId(settings.kmsKey().orElse(null)))
                .uploadId());
  }

  @Override
  public String uploadPart(String key, String upload, int number, PartBuffer content)
      throws IOException {
    if (number > MOST_PARTS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s needs more than %d parts; set camus.s3.part.bytes to a higher number",
              key,
              MOST_PARTS));
    }
    S3Path path = S3Path.of(key);
    RequestBody body =
        RequestBody.fromContentProvider(
            () -> open(content), content.length(), "application/octet-stream");
    return S3Errors.call(
        key,
        () ->
            client
                .uploadPart(
                    it ->
                        it.bucket(path.bucket())
                            .key(path.key())
                            .uploadId(upload)
                            .partNumber(number),
                    body)
                .eTag());
  }

  private static InputStream open(PartBuffer content) {
    try {
      return content.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Part> parts(String key, String upload) throws IOException {
    S3Path path = S3Path.of(key);
    try {
      return S3Errors.call(key, () -> isOpen(path, upload) ? parts(path, upload) : List.of());
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Whether an upload is open. Some stores still list parts that arrived after it had ended. */
  private boolean isOpen(S3Path path, String upload) {
    return client
        .listMultipartUploadsPaginator(it -> it.bucket(path.bucket()).prefix(path.key()))
        .uploads()
        .stream()
        .anyMatch(it -> it.uploadId().equals(upload));
  }

  @Override
  public List<Open> uploads(String prefix) throws IOException {
    S3Path path = S3Path.of(prefix);
    return S3Errors.call(
        prefix,
        () ->
            client
                .listMultipartUploadsPaginator(it -> it.bucket(path.bucket()).prefix(path.key()))
                .uploads()
                .stream()
                .map(it -> new Open(path.sibling(it.key()), it.uploadId(), it.initiated()))
                .toList());
  }

  private List<Part> parts(S3Path path, String upload) {
    return client
        .listPartsPaginator(it -> it.bucket(path.bucket()).key(path.key()).uploadId(upload))
        .parts()
        .stream()
        .map(it -> new Part(it.partNumber(), it.eTag(), it.size()))
        .toList();
  }

  @Override
  public void complete(String key, String upload, List<String> tags) throws IOException {
    S3Path path = S3Path.of(key);
    List<CompletedPart> parts = new ArrayList<>();
    for (String tag : tags) {
      parts.add(CompletedPart.builder().partNumber(parts.size() + 1).eTag(tag).build());
    }
    S3Errors.call(
        key,
        () ->
            client.completeMultipartUpload(
                it ->
                    it.bucket(path.bucket())
                        .key(path.key())
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts))));
  }

  @Override
  public void abort(String key, String upload) throws IOException {
    S3Path path = S3Path.of(key);
    try {
      S3Errors.call(
          key,
          () ->
              client.abortMultipartUpload(
                  it -> it.bucket(path.bucket()).key(path.key()).uploadId(upload)));
    } catch (NoSuchFileException e) {
      // It was completed or aborted.
    }
  }
}
