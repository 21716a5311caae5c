package io.camus.s3;

import io.camus.config.CamusConfig;
import io.camus.config.KeyGroup;
import io.camus.objectstore.ObjectStore;
import io.camus.objectstore.StoreProof;
import io.camus.plugin.StoreProvider;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens stores in S3, for paths such as {@code s3://bucket/prefix}. */
public final class S3Provider implements StoreProvider {

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public List<String> otherNames() {
    return List.of("s3a");
  }

  @Override
  public KeyGroup keys() {
    return S3Settings.KEYS;
  }

  @Override
  public Store open(CamusConfig config) {
    S3Settings settings = S3Settings.of(config);
    return new ObjectStore(
        new S3Objects(S3Clients.client(settings), settings),
        settings.partBytes(),
        settings.spool());
  }

  @Override
  public void requireSound(StorePath path) {
    S3Path.requireSound(path);
  }

  @Override
  public void prove(StorePath directory, CamusConfig config) throws IOException {
    S3Settings settings = S3Settings.of(config);
    try (S3Client client = S3Clients.client(settings)) {
      new UploadRules(client, settings.uploadDays()).requireKept(S3Path.of(directory.value()));
      new StoreProof(new S3Objects(client, settings), directory).run();
    }
  }
}
