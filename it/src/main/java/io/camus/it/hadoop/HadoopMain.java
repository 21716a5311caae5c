package io.camus.it.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The process of a {@link DevHadoop}: starts the servers, leaves the clients' settings in {@code
 * conf} of its folder, which appears when all is ready, and ends with its standard input. No
 * container outlives it.
 */
public final class HadoopMain {
  static final String CONF = "conf";
  static final String KERBEROS = "kerberos";

  private HadoopMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param args the folder, then the directory of the containers' jars, both absolute; then, if the
   *     servers are to ask for Kerberos, {@code kerberos}
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(HadoopMain::endContainers, "end-containers"));
    Thread guard = new Thread(HadoopMain::endWithInput, "input-guard");
    guard.setDaemon(true);
    guard.start();
    Optional<SecureRealm> realm =
        args.length > 2 ? Optional.of(SecureRealm.start(folder)) : Optional.empty();
    HadoopServers servers =
        HadoopServers.start(folder, realm.map(SecureRealm::ofServers).orElse(Map.of()));
    Map<String, String> settings =
        new TreeMap<>(ClusterSettings.ofClients(servers.addresses(), args[1] + "/*"));
    realm.map(SecureRealm::ofClients).ifPresent(settings::putAll);
    Path conf = folder.resolve(CONF + ".new");
    SiteFiles.write(conf, settings);
    Files.move(conf, folder.resolve(CONF), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody has anything to say.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    endContainers();
    Runtime.getRuntime().halt(0);
  }

  private static void endContainers() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
