package io.camus.it.hadoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * A user who has logged in to a realm in this JVM.
 *
 * @param subject holds the ticket
 */
record KerberosUser(Subject subject) {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  /** Logs in with a keytab; what {@code java.security.krb5.conf} names is read anew. */
  static KerberosUser logIn(String principal, Path keytab) throws LoginException {
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            MODULE,
            LoginModuleControlFlag.REQUIRED,
            Map.of(
                "refreshKrb5Config", "true",
                "useKeyTab", "true",
                "storeKey", "true",
                "doNotPrompt", "true",
                "keyTab", keytab.toString(),
                "principal", principal));
    Configuration jaas =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {entry};
          }
        };
    LoginContext login = new LoginContext("camus-it", new Subject(), null, jaas);
    login.login();
    return new KerberosUser(login.getSubject());
  }

  /** The ticket to get further tickets with. */
  KerberosTicket ticket() {
    return subject.getPrivateCredentials(KerberosTicket.class).iterator().next();
  }

  /** Writes the file that {@code KRB5CCNAME} names, as {@code kinit} does. */
  Path cacheIn(Path file) throws IOException {
    TicketCache.write(ticket(), file);
    return file;
  }
}
