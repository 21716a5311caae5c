package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.Origin;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OriginPoolTest {
  private final OriginPool pool = new OriginPool(new TextPool());

  @Property(tries = 200)
  void everyOriginHasTheNamesOfItsBytesWhateverCameBefore(
      @ForAll List<@StringLength(max = 150) String> names) {
    for (int i = 0; i + 1 < names.size(); i++) {
      String server = "<" + new String(names.get(i).getBytes(UTF_8), UTF_8);
      String service = new String(names.get(i + 1).getBytes(UTF_8), UTF_8) + ">";
      assertThat(origin(server, service)).isEqualTo(new Origin(server, service));
    }
  }

  @Test
  void originThatComesAgainIsMadeOnce() {
    Origin first = origin("app-1.example.com", "shop");

    assertThat(origin("app-1.example.com", "shop")).isSameAs(first);
  }

  @Test
  void namesThatTouchAtAnotherPlaceAreAnotherOrigin() {
    assertThat(origin("web-1", "0-shop")).isEqualTo(new Origin("web-1", "0-shop"));
    assertThat(origin("web-10", "-shop")).isEqualTo(new Origin("web-10", "-shop"));
  }

  @Test
  void emptyNamesAreUnknown() {
    assertThat(origin("", "")).isEqualTo(new Origin("unknown_server", "unknown_service"));
    assertThat(origin("web-1", "")).isEqualTo(new Origin("web-1", "unknown_service"));
  }

  @Test
  void hundredOriginsThatTakeTurnsAreMadeOnce() {
    List<String> servers = IntStream.range(0, 100).mapToObj(i -> "app-" + i + ".example").toList();
    List<Origin> first = servers.stream().map(server -> origin(server, "shop")).toList();

    for (int i = 0; i < servers.size(); i++) {
      assertThat(origin(servers.get(i), "shop")).isSameAs(first.get(i));
    }
  }

  /** The service comes first, since the order in a record does not matter. */
  private Origin origin(String server, String service) {
    byte[] serverBytes = server.getBytes(UTF_8);
    byte[] serviceBytes = service.getBytes(UTF_8);
    byte[] bytes = ("#" + service + "#" + server).getBytes(UTF_8);
    return pool.origin(bytes, serviceBytes.length + 2, serverBytes.length, 1, serviceBytes.length);
  }
}
