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
 * A Kerberos realm with a key distribution centre in this JVM, and what a cluster is told to be
 * secured by it. In its folder:
 *
 * <pre>
 * krb5.conf            for clients
 * keytabs/alice.keytab the key of user alice; there is one for each principal
 * </pre>
 */
final class SecureRealm {
  static final String FOLDER = "kerberos";
  static final String REALM = "EXAMPLE.COM";

  /** All of Hadoop's servers are this one, since a JVM is logged in once. */
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
    // A second, where the default is an hour: tests want to see tickets end.
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
   * Puts the settings where every configuration of this JVM finds them: a node manager fetches what
   * containers need with one that it makes by itself.
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

  /** What clients have to know. */
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
        // Elsewhere /etc/krb5.conf is on every node.
        entry("yarn.app.mapreduce.am.admin-command-opts", krb5),
        entry("mapreduce.admin.map.child.java.opts", krb5));
  }

  /** What the servers have to know. */
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
            // What containers were given stays, so that tests can look at it.
            entry("yarn.nodemanager.delete.debug-delay-sec", "600"),
            entry("mapreduce.jobhistory.keytab", keys)));
    return settings;
  }
}
