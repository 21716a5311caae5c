package io.camus.hadoop;

import io.camus.config.KerberosLogin;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;
import org.apache.hadoop.util.StringUtils;

/**
 * Who this process is to Hadoop. A Hadoop without Kerberos believes the operating system's name. A
 * secure one wants, in this order: a keytab, whose ticket is renewed as long as the process lives;
 * the tokens that a launcher has put into a file; the ticket that somebody got by {@code kinit}. A
 * process is one user at a time: a second login replaces the first.
 */
public final class HadoopLogin {
  /** The environment variable by which a launcher names files of tokens. */
  public static final String TOKEN_FILE = "HADOOP_TOKEN_FILE_LOCATION";

  private static final String AUTHENTICATION = "hadoop.security.authentication";
  private static final String RENEWAL = "hadoop.kerberos.keytab.login.autorenewal.enabled";

  private HadoopLogin() {}

  /**
   * Makes this process known to Hadoop, before its first call.
   *
   * @param hadoop Hadoop's configuration; tells whether Kerberos is asked for
   * @param login the keytab, if there is one
   * @param environment of this process
   * @throws ConfigurationException if there is no such file, it has no key of the principal, or
   *     Hadoop asks for no Kerberos
   * @throws StorageException if the login fails
   */
  public static void logIn(
      Configuration hadoop, Optional<KerberosLogin> login, Map<String, String> environment) {
    boolean secure = isSecure(hadoop);
    if (login.isPresent()) {
      if (!secure) {
        throw new ConfigurationException(
            "camus.kerberos.keytab is set, but Hadoop asks for no Kerberos:"
                + " hadoop.security.authentication is simple; set HADOOP_CONF_DIR to the"
                + " configuration of the secure cluster, or remove the key");
      }
      logIn(hadoop, login.get());
    } else if (secure) {
      requireTokenFiles(environment);
      configure(hadoop);
      adoptTokenOwner();
    }
  }

  /** Hadoop's own answer to the usual case takes two processes and a tenth of a second. */
  private static boolean isSecure(Configuration hadoop) {
    return !hadoop.get(AUTHENTICATION, "simple").equals("simple")
        && SecurityUtil.getAuthenticationMethod(hadoop) != AuthenticationMethod.SIMPLE;
  }

  private static void adoptTokenOwner() {
    try {
      UserGroupInformation user = UserGroupInformation.getLoginUser();
      if (!hasTicket(user)) {
        TokenOwner.otherThan(user).ifPresent(UserGroupInformation::setLoginUser);
      }
    } catch (IOException e) {
      throw new StorageException("cannot log in to Hadoop: " + RootCause.innermost(e), e);
    }
  }

  private static void configure(Configuration hadoop) {
    Configuration renewing = new Configuration(hadoop);
    renewing.setBoolean(RENEWAL, true);
    try {
      UserGroupInformation.setConfiguration(renewing);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "Hadoop asks for Kerberos, which cannot be set up on this host: %s. Is there a"
                  + " default_realm in /etc/krb5.conf (or the file of -Djava.security.krb5.conf in"
                  + " CAMUS_OPTS)?",
              RootCause.line(e)),
          e);
    }
  }

  private static void logIn(Configuration hadoop, KerberosLogin login) {
    requireReadable(login.keytab());
    try {
      String principal =
          SecurityUtil.getServerPrincipal(login.principal(), InetAddress.getLocalHost());
      requireKey(principal, login.keytab());
      configure(hadoop);
      if (!isLoggedIn(principal)) {
        UserGroupInformation.loginUserFromKeytab(principal, login.keytab().toString());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "cannot log in to Kerberos with the keytab %s: %s. Is the KDC up, and is this the"
                  + " newest keytab of its owner? `kinit -kt %s %s` has to work on this host",
              login.keytab(),
              RootCause.innermost(e),
              login.keytab(),
              login.principal()),
          e);
    }
  }

  private static boolean isLoggedIn(String principal) throws IOException {
    return isFromKeytab() && UserGroupInformation.getLoginUser().getUserName().equals(principal);
  }

  private static void requireReadable(Path keytab) {
    if (!Files.isRegularFile(keytab)) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s: no such file (camus.kerberos.keytab)", keytab));
    }
    if (!Files.isReadable(keytab)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: the user %s may not read it (camus.kerberos.keytab)",
              keytab,
              System.getProperty("user.name")));
    }
  }

  private static void requireKey(String principal, Path keytab) {
    KerberosPrincipal owner = new KerberosPrincipal(principal);
    if (KeyTab.getInstance(owner, keytab.toFile()).getKeys(owner).length == 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the keytab %s has no key of %s that can be used here; `klist -kt` lists whose it"
                  + " has",
              keytab,
              owner.getName()));
    }
  }

  /** Hadoop passes over a file that is not there, and then has no credentials. */
  private static void requireTokenFiles(Map<String, String> environment) {
    for (String file : StringUtils.getTrimmedStrings(environment.get(TOKEN_FILE))) {
      if (!Files.isRegularFile(Path.of(file))) {
        throw new ConfigurationException(
            String.format(Locale.ROOT, "%s names %s, and there is no such file", TOKEN_FILE, file));
      }
    }
  }

  /**
   * Refuses to go on without a ticket or a token.
   *
   * @param what wants it, for the message
   * @throws StorageException if Hadoop asks for Kerberos, and there is neither
   */
  public static void requireCredentials(Object what) {
    if (!UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    try {
      UserGroupInformation user = UserGroupInformation.getCurrentUser();
      if (user.getTokens().isEmpty() && !hasTicket(user)) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s: Hadoop asks for Kerberos, and there is no valid ticket in %s: none was made,"
                    + " or it has expired. Run kinit, or set camus.kerberos.principal and"
                    + " camus.kerberos.keytab, or let the launcher set %s",
                what,
                ticketCache(),
                TOKEN_FILE));
      }
    } catch (IOException e) {
      throw new StorageException(what + ": cannot log in to Hadoop: " + RootCause.innermost(e), e);
    }
  }

  /** Without a ticket the user is the operating system's, whose name has no realm. */
  private static boolean hasTicket(UserGroupInformation user) {
    UserGroupInformation real = user.getRealUser() == null ? user : user.getRealUser();
    return real.hasKerberosCredentials() && real.getUserName().contains("@");
  }

  private static String ticketCache() {
    String named = System.getenv("KRB5CCNAME");
    return named == null ? "the user's ticket cache" : named + " (KRB5CCNAME)";
  }

  /** Whether this process is logged in to a secure Hadoop by a keytab. */
  public static boolean isFromKeytab() throws IOException {
    return UserGroupInformation.isSecurityEnabled() && UserGroupInformation.isLoginKeytabBased();
  }
}
