package io.camus.it.bench;

import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import io.camus.it.objectstore.S3Proxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The selected contenders.
 *
 * @param kinds what the files of our runs hold
 * @param codecs of our runs, each with each kind
 * @param settings of all our runs, a {@code key=value} each
 * @param peers of {@link Peer#NAMES}
 */
record LineUp(
    List<CamusContender.Kind> kinds,
    List<String> codecs,
    List<String> settings,
    List<String> peers) {

  /**
   * Prepares all contenders, and starts the broker after that cannot fail any more.
   *
   * @param broker not started yet
   * @param store the object store, if a kind needs it
   * @return the perf test, our runs, the peers
   */
  List<Contender> gather(DevBroker broker, PeerLibraries libraries, Optional<S3Proxy> store)
      throws IOException, InterruptedException {
    CamusScript script = CamusScript.locate();
    Path tools = libraries.of(PerfTest.NAME);
    Map<String, Path> byPeer = new LinkedHashMap<>();
    for (String peer : peers) {
      byPeer.put(peer, libraries.of(peer));
    }
    broker.start();
    List<Contender> all = new ArrayList<>();
    all.add(new PerfTest(broker.bootstrap(), tools));
    for (CamusContender.Kind kind : kinds) {
      for (String codec : codecs) {
        all.add(
            new CamusContender(
                script, broker.bootstrap(), broker.registry(), kind, codec, settings, store));
      }
    }
    byPeer.forEach((peer, lib) -> all.add(Peer.named(peer, broker.bootstrap(), lib)));
    return all;
  }
}
