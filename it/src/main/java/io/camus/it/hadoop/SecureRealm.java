package io.camus.it.hadoop;

import static java.util.Map.entry;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A Kerberos realm with a KDC in this JVM, and the settings of a cluster secured by it. In its
 * folder:
 *
 * <pre>
 * krb5.conf            for clients
 * keytabs/alice.keytab the key of user alice; there is one for each principal
 * </pre>
 */
final class SecureRealm {
  static final String FOLDER = "kerberos";
  static final String REALM = "EXAMPLE.COM";

  /** The principal of all Hadoop servers, since a JVM has one login. */
  private static final String SERVERS = "hadoop/localhost";

  private static final String WEB = "HTTP/localhost";

  private final Path folder;

  private SecureRealm(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts the KDC, which ends with this JVM, and logs this JVM in as Hadoop's servers.
   *
   * @param folder of the cluster
   */
  static SecureRealm start(Path folder) throws Exception {
    SecureRealm realm = new SecureRealm(Files.createDirectories(folder.resolve(FOLDER)));
    Properties settings = MiniKdc.createConf();
    // One second instead of an hour: tests need expired tickets.
    settings.setProperty(MiniKdc.MIN_TICKET_LIFETIME, "1");
    MiniKdc kdc = new MiniKdc(settings, realm.folder.toFile());
    kdc.start();
    Files.copy(kdc.getKrb5conf().toPath(), realm.krb5Conf());
    Files.createDirectories(realm.folder.resolve("keytabs"));
    for (String principal : new String[] {SERVERS, WEB, "kafka/localhost", "alice", "bob"}) {
      kdc.createPrincipal(realm.keytab(principal), principal);
    }
    realm.tellAllOfThisJvm();
    realm.logIn();
    return realm;
  }

  /**
   * Sets defaults for every configuration in this JVM: a node manager localises files with a
   * configuration that it creates itself.
   */
  private void tellAllOfThisJvm() throws IOException {
    Path sites = folder.resolve("sites");
    SiteFiles.write(sites, ofServers());
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(
        new URLClassLoader(new URL[] {sites.toUri().toURL()}, thread.getContextClassLoader()));
  }

  private void logIn() throws Exception {
    Configuration settings = new Configuration();
    ofServers().forEach(settings::set);
    UserGroupInformation.setConfiguration(settings);
    UserGroupInformation.loginUserFromKeytab(SERVERS + "@" + REALM, keytab(SERVERS).getPath());
  }

  private Path krb5Conf() {
    return folder.resolve("krb5.conf");
  }

  private File keytab(String principal) {
    return folder.resolve("keytabs").resolve(principal.split("/", 2)[0] + ".keytab").toFile();
  }

  /** Client settings for security. */
  Map<String, String> ofClients() {
    String servers = SERVERS + "@" + REALM;
    String krb5 = "-Djava.security.krb5.conf=" + krb5Conf();
    return Map.ofEntries(
        entry("hadoop.security.authentication", "kerberos"),
        entry("dfs.namenode.kerberos.principal", servers),
        entry("dfs.datanode.kerberos.principal", servers),
        entry("dfs.data.transfer.protection", "authentication"),
        entry("yarn.resourcemanager.principal", servers),
        entry("yarn.nodemanager.principal", servers),
        entry("mapreduce.jobhistory.principal", servers),
        // A real cluster has /etc/krb5.conf on every node.
        entry("yarn.app.mapreduce.am.admin-command-opts", krb5),
        entry("mapreduce.admin.map.child.java.opts", krb5));
  }

  /** Server settings for security. */
  Map<String, String> ofServers() {
    String keys = keytab(SERVERS).getPath();
    Map<String, String> settings = new TreeMap<>(ofClients());
    settings.putAll(
        Map.ofEntries(
            entry("dfs.block.access.token.enable", "true"),
            entry("dfs.namenode.keytab.file", keys),
            entry("dfs.datanode.keytab.file", keys),
            entry("dfs.web.authentication.kerberos.principal", WEB + "@" + REALM),
            entry("dfs.web.authentication.kerberos.keytab", keytab(WEB).getPath()),
            // Data nodes on ports below 1024 need root, or else HTTPS and its key stores.
            entry("ignore.secure.ports.for.testing", "true"),
            entry("yarn.resourcemanager.keytab", keys),
            entry("yarn.nodemanager.keytab", keys),
            // Keeps containers' files for tests.
            entry("yarn.nodemanager.delete.debug-delay-sec", "600"),
            entry("mapreduce.jobhistory.keytab", keys)));
    return settings;
  }
}
