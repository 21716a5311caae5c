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
 * Logs this process in to Hadoop. Without Kerberos, Hadoop trusts the operating system's user. With
 * Kerberos, it uses, in this order: a keytab, whose ticket is renewed as long as the process lives;
 * the tokens in a launcher's file; the ticket from {@code kinit}. A process is one user at a time:
 * a second login replaces the first.
 */
public final class HadoopLogin {
  /** The environment variable with a launcher's token files. */
  public static final String TOKEN_FILE = "HADOOP_TOKEN_FILE_LOCATION";

  private static final String AUTHENTICATION = "hadoop.security.authentication";
  private static final String RENEWAL = "hadoop.kerberos.keytab.login.autorenewal.enabled";

  private HadoopLogin() {}

  /**
   * Logs in, before the first Hadoop call.
   *
   * @param hadoop Hadoop's configuration; defines whether Kerberos is used
   * @param login the keytab, if there is one
   * @param environment of this process
   * @throws ConfigurationException if there is no such file, it has no key of the principal, or
   *     Hadoop does not use Kerberos
   * @throws StorageException if the login fails
   */
  public static void logIn(
      Configuration hadoop, Optional<KerberosLogin> login, Map<String, String> environment) {
    boolean secure = isSecure(hadoop);
    if (login.isPresent()) {
      if (!secure) {
        throw new ConfigurationException(
            "camus.kerberos.keytab is set, but Hadoop does not use Kerberos"
                + " (hadoop.security.authentication is simple); set HADOOP_CONF_DIR to the"
                + " configuration of the secure cluster, or remove the key");
      }
      logIn(hadoop, login.get());
    } else if (secure) {
      requireTokenFiles(environment);
      configure(hadoop);
      adoptTokenOwner();
    }
  }

  /**
   * In the usual case, Hadoop's own implementation starts two processes and takes a tenth of a
   * second.
   */
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
              "Hadoop requires Kerberos, which cannot be set up on this host: %s. Check"
                  + " default_realm in /etc/krb5.conf (or the file of -Djava.security.krb5.conf in"
                  + " CAMUS_OPTS)",
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
              "cannot log in to Kerberos with the keytab %s: %s. Check that the KDC is up and that"
                  + " the keytab is current: `kinit -kt %s %s` must work on this host",
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
              "the keytab %s has no usable key for %s; `klist -kt` lists its principals",
              keytab,
              owner.getName()));
    }
  }

  /** Hadoop ignores a missing file, and then has no credentials. */
  private static void requireTokenFiles(Map<String, String> environment) {
    for (String file : StringUtils.getTrimmedStrings(environment.get(TOKEN_FILE))) {
      if (!Files.isRegularFile(Path.of(file))) {
        throw new ConfigurationException(
            String.format(Locale.ROOT, "%s names %s, but there is no such file", TOKEN_FILE, file));
      }
    }
  }

  /**
   * Fails without a ticket or token.
   *
   * @param what needs it, for the message
   * @throws StorageException if Hadoop requires Kerberos and there is neither
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
                "%s: Hadoop requires Kerberos, but %s has no valid ticket: it is missing or"
                    + " expired. Run kinit, or set camus.kerberos.principal and"
                    + " camus.kerberos.keytab, or let the launcher set %s",
                what,
                ticketCache(),
                TOKEN_FILE));
      }
    } catch (IOException e) {
      throw new StorageException(what + ": cannot log in to Hadoop: " + RootCause.innermost(e), e);
    }
  }

  /** Without a ticket, the user is the operating system's, without a realm. */
  private static boolean hasTicket(UserGroupInformation user) {
    UserGroupInformation real = user.getRealUser() == null ? user : user.getRealUser();
    return real.hasKerberosCredentials() && real.getUserName().contains("@");
  }

  private static String ticketCache() {
    String named = System.getenv("KRB5CCNAME");
    return named == null ? "the user's ticket cache" : named + " (KRB5CCNAME)";
  }

  /** Whether this process is logged in with a keytab. */
  public static boolean isFromKeytab() throws IOException {
    return UserGroupInformation.isSecurityEnabled() && UserGroupInformation.isLoginKeytabBased();
  }
}
