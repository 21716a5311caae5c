package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.authentication.util.KerberosName;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * A {@link DevHadoop} that asks for Kerberos, seen by the user alice and by its administrator. As
 * long as it is open, all of Hadoop in this JVM is secure.
 */
final class SecureHadoop implements AutoCloseable {
  private static final String KRB5_CONF = "java.security.krb5.conf";

  private final Path folder;
  private final DevHadoop servers;
  private final Configuration conf = new YarnConfiguration();
  private final KerberosUser alice;
  private final UserGroupInformation user;
  private final UserGroupInformation administrator;

  private SecureHadoop(Path folder, DevHadoop servers) throws Exception {
    this.folder = folder;
    this.servers = servers;
    System.setProperty(KRB5_CONF, krb5Conf().toString());
    alice = KerberosUser.logIn("alice@EXAMPLE.COM", keytab("alice"));
    for (String part : List.of("core", "hdfs", "mapred", "yarn")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(servers.conf().resolve(part + "-site.xml").toUri()));
    }
    KerberosName.resetDefaultRealm();
    UserGroupInformation.setConfiguration(conf);
    user = UserGroupInformation.getUGIFromSubject(alice.subject());
    administrator =
        UserGroupInformation.getUGIFromSubject(
            KerberosUser.logIn("hadoop/localhost@EXAMPLE.COM", keytab("hadoop")).subject());
  }

  /** Starts the servers in a folder, on the jars that the build has collected. */
  static SecureHadoop start(Path folder) throws Exception {
    DevHadoop servers =
        DevHadoop.startSecure(folder, Path.of(System.getProperty("camus.hadoop.lib")));
    try {
      return new SecureHadoop(folder, servers);
    } catch (Exception e) {
      servers.close();
      throw e;
    }
  }

  /** The directory for {@code HADOOP_CONF_DIR}. */
  Path conf() {
    return servers.conf();
  }

  Path krb5Conf() {
    return servers.krb5Conf();
  }

  Path keytab(String name) {
    return servers.keytab(name);
  }

  /** Alice's login in this JVM. */
  KerberosUser alice() {
    return alice;
  }

  /** A path on HDFS below which alice may write, with its scheme. */
  String uri(String path) {
    return conf.get("fs.defaultFS") + "/tmp" + path;
  }

  /** Something that is done with the file system. */
  @FunctionalInterface
  private interface Step<T> {
    T take(FileSystem files) throws IOException;
  }

  private <T> T as(UserGroupInformation user, Step<T> step) throws Exception {
    return user.doAs(
        (PrivilegedExceptionAction<T>)
            () -> {
              try (FileSystem files = FileSystem.newInstance(conf)) {
                return step.take(files);
              }
            });
  }

  /** Copies a file of alice's to HDFS. */
  void copyUp(Path local, String uri) throws Exception {
    as(
        user,
        files -> {
          files.copyFromLocalFile(path(local), new org.apache.hadoop.fs.Path(uri));
          return null;
        });
  }

  /** Copies a directory to the local disk, where none is yet. */
  void copyDown(String uri, Path local) throws Exception {
    as(
        administrator,
        files -> {
          files.copyToLocalFile(false, new org.apache.hadoop.fs.Path(uri), path(local), true);
          return null;
        });
  }

  /** Names of what lies in a directory. */
  List<String> names(String directory) throws Exception {
    return as(
        administrator,
        files ->
            Arrays.stream(files.listStatus(new org.apache.hadoop.fs.Path(directory)))
                .map(status -> status.getPath().getName())
                .toList());
  }

  private static org.apache.hadoop.fs.Path path(Path local) {
    return new org.apache.hadoop.fs.Path(local.toUri());
  }

  /** What a launcher's file of tokens for alice holds. */
  Credentials launcherTokens() throws Exception {
    return user.doAs(
        (PrivilegedExceptionAction<Credentials>)
            () -> new LauncherTokens(conf, "hadoop/localhost@EXAMPLE.COM").fetch());
  }

  /** Whether the name node lets somebody in who has nothing but these tokens. */
  boolean accepts(Credentials tokens) throws Exception {
    UserGroupInformation holder = UserGroupInformation.createRemoteUser("alice");
    holder.addCredentials(tokens);
    try {
      return as(holder, files -> files.exists(new org.apache.hadoop.fs.Path("/tmp")));
    } catch (IOException e) {
      if (e.getMessage().contains("can't be found in cache")) {
        return false;
      }
      throw e;
    }
  }

  /** The tokens of the containers that are at work, by file. */
  Map<Path, Credentials> containerTokens() throws IOException {
    Map<Path, Credentials> tokens = new TreeMap<>();
    for (Path file : filesOfYarn()) {
      if (file.endsWith("container_tokens") || file.toString().endsWith(".tokens")) {
        try {
          tokens.put(file, Credentials.readTokenStorageFile(file.toFile(), conf));
        } catch (IOException e) {
          // Not written to its end yet, or gone by now.
        }
      }
    }
    return tokens;
  }

  /**
   * All that containers and servers have left on the local disk, by file, a character for each
   * byte; without jars, and without the files that tokens are handed over in.
   */
  Map<String, String> localFiles() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    texts.put("hadoop.log", Files.readString(servers.log(), ISO_8859_1));
    for (Path file : filesOfYarn()) {
      String name = file.getFileName().toString();
      if (!name.contains("container_tokens")
          && !name.endsWith(".tokens")
          && !name.endsWith(".tokens.crc")
          && !name.endsWith(".jar")) {
        texts.put(file.toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return texts;
  }

  /** What is there now; it may become more or less meanwhile. */
  private List<Path> filesOfYarn() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder.resolve("servers"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** The same of all files below some directories of HDFS. */
  Map<String, String> remoteFiles(String... uris) throws Exception {
    return as(
        administrator,
        files -> {
          Map<String, String> texts = new TreeMap<>();
          for (String uri : uris) {
            RemoteIterator<LocatedFileStatus> all =
                files.listFiles(new org.apache.hadoop.fs.Path(uri), true);
            while (all.hasNext()) {
              org.apache.hadoop.fs.Path file = all.next().getPath();
              try (var in = files.open(file)) {
                texts.put(file.toString(), new String(in.readAllBytes(), ISO_8859_1));
              }
            }
          }
          return texts;
        });
  }

  @Override
  public void close() {
    servers.close();
    System.clearProperty(KRB5_CONF);
    UserGroupInformation.reset();
    KerberosName.resetDefaultRealm();
  }
}
