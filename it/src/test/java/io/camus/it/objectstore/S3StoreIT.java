package io.camus.it.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.s3.S3Provider;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StoreContractTest;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores, in S3Proxy. */
class S3StoreIT extends StoreContractTest {
  private static S3Proxy server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = S3Proxy.startInMemory(S3Proxy.libraries(), folder);
    HttpResponse<Void> created =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/contract"))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(created.statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static CamusConfig config() {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("kafka.brokers", "127.0.0.1:9");
    settings.put("etl.destination.path", "s3://contract/data");
    settings.put("etl.execution.base.path", "s3://contract/base");
    settings.put("etl.execution.history.path", "s3://contract/history");
    return CamusConfig.parseComplete(settings);
  }

  @Override
  protected Store store() {
    return new S3Provider().open(config());
  }

  @Override
  protected StorePath root() {
    return new StorePath("s3://contract/" + UUID.randomUUID());
  }

  @Test
  void theStoreIsProvenAndLeftAsItWas() throws IOException {
    new S3Provider().prove(root, config());

    assertThat(all(root)).isEmpty();
  }

  @Test
  void uploadsAreListedWithTheirPointersUntilTheyArePublished() throws IOException {
    Store store = store();
    StorePath data = root.child("data");
    StorePath name = data.child("file");
    StorePath scratch = root.child("base").child("attempt");
    Receipt receipt;
    try (Staged file = store.stage(name, scratch)) {
      file.write(1);
      receipt = file.finish(name);
    }

    assertThat(store.unpublished(data, root.child("base")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.destination()).isEqualTo(name);
              assertThat(it.scratch()).contains(scratch);
              assertThat(it.since()).isNotNull();
              assertThat(it.isOf(receipt)).isTrue();
            });
    assertThat(store.unpublished(root.child("base"), root.child("base"))).isEmpty();
    store.publish(receipt);
    assertThat(store.unpublished(data, root.child("base"))).isEmpty();
  }
}
