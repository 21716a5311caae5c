package io.camus.it.secure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of a test and the certificates that it has signed, made by keytool. Each
 * is in a folder as {@code <name>.p12}, {@code <name>.key} and {@code <name>.pem}, the authority's
 * own certificate as {@code authority.pem}.
 */
final class Certificates {
  /** Opens every key store. */
  static final String STORE_PASSWORD = "pa55-of-the-key-stores";

  private static final String AUTHORITY = "authority";
  private static final String STRANGER = "stranger";
  private static final int DEADLINE_SECONDS = 60;

  private final Path folder;
  private final KeyStore all;

  private Certificates(Path folder, KeyStore all) {
    this.folder = folder;
    this.all = all;
  }

  /**
   * Makes an authority and what it signs: {@code broker} for localhost, {@code elsewhere} for
   * another host, {@code expired} for localhost but for days gone by, {@code client} for the user
   * {@code CN=client}.
   */
  static Certificates make(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path store = folder.resolve("all.p12");
    String local = "san=dns:localhost,ip:127.0.0.1";
    keytool(store, AUTHORITY, "-ext", "bc:c");
    keytool(store, "broker", "-signer", AUTHORITY, "-ext", local);
    keytool(store, "elsewhere", "-signer", AUTHORITY, "-ext", "san=dns:broker-7.elsewhere.example");
    keytool(
        store,
        "expired",
        "-signer",
        AUTHORITY,
        "-ext",
        local,
        "-startdate",
        "-30d",
        "-validity",
        "10");
    keytool(store, "client", "-signer", AUTHORITY);
    keytool(store, STRANGER, "-ext", "bc:c");
    Certificates made = new Certificates(folder, KeyStore.getInstance(store.toFile(), password()));
    for (String name : List.of("broker", "elsewhere", "expired", "client")) {
      made.write(name);
    }
    for (String name : List.of(AUTHORITY, STRANGER)) {
      Files.writeString(
          made.pem(name), pem("CERTIFICATE", made.all.getCertificate(name).getEncoded()));
    }
    return made;
  }

  private static void keytool(Path store, String name, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", STORE_PASSWORD, "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = keytool.getInputStream()) {
      String said = new String(output.readAllBytes(), US_ASCII);
      if (!keytool.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException("keytool failed for " + name + ": " + said);
      }
    }
  }

  /** The key store with one certificate and its key. */
  Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  /** A certificate with those above it. */
  Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  /** The authority's certificate. */
  Path authorityPem() {
    return pem(AUTHORITY);
  }

  /** The certificate of another authority, which has signed nothing. */
  Path strangerPem() {
    return pem(STRANGER);
  }

  /** The folder of all of them. */
  Path folder() {
    return folder;
  }

  /** TLS for a server with this certificate, which trusts clients that the authority has signed. */
  SSLContext server(String name) throws Exception {
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authority);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store(name).toFile(), password()), password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void write(String name) throws GeneralSecurityException, IOException {
    Key key = all.getKey(name, password());
    Certificate[] chain = all.getCertificateChain(name);
    KeyStore single = KeyStore.getInstance("PKCS12");
    single.load(null, null);
    single.setKeyEntry(name, key, password(), chain);
    try (OutputStream out = Files.newOutputStream(store(name))) {
      single.store(out, password());
    }
    Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    StringBuilder certificates = new StringBuilder();
    for (Certificate certificate : Arrays.asList(chain)) {
      certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(pem(name), certificates);
  }

  private static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return String.format(
        Locale.ROOT, "-----BEGIN %s-----\n%s\n-----END %s-----\n", what, lines, what);
  }

  private static char[] password() {
    return STORE_PASSWORD.toCharArray();
  }
}
