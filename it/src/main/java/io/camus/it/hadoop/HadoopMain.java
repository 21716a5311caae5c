package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process of a {@link DevHadoop}: starts the servers, writes the clients' settings to {@code
 * conf} in its folder when everything is ready, executes {@link Orders} from its standard input,
 * and ends with it. No container outlives it.
 */
public final class HadoopMain {
  static final String CONF = "conf";
  static final String KERBEROS = "kerberos";
  static final String ANSWERS = "answers";

  private HadoopMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param args the folder, then the directory of the containers' jars, both absolute; then {@code
   *     kerberos} for Kerberos
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(HadoopMain::endContainers, "end-containers"));
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    Thread guard = new Thread(() -> readUntilInputEnds(orders), "input-guard");
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
    Orders obeyed = new Orders(servers.hdfs(), folder.resolve(ANSWERS));
    while (true) {
      obeyed.obey(orders.take());
    }
  }

  private static void readUntilInputEnds(BlockingQueue<String> orders) {
    try {
      BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        orders.add(line);
      }
    } catch (IOException e) {
      // Counts as its end.
    }
    endContainers();
    Runtime.getRuntime().halt(0);
  }

  private static void endContainers() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
