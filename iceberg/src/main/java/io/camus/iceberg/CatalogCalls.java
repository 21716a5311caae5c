package io.camus.iceberg;

import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;

/**
 * Calls to Iceberg. Its failures become checked exceptions with the catalog's words and what to do,
 * without secrets. Iceberg finds its classes through the thread's class loader, which is that of
 * this plug-in during a call.
 */
final class CatalogCalls {
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(password|secret|token|credential|access-key).*");
  private static final Pattern SECRET_IN_URI =
      Pattern.compile("(?i)((?:password|pwd|secret|token)=)[^&;\\s]*|(?<=//)[^/@\\s]*(?=@)");
  private static final String HIDDEN = "(hidden)";

  private final Map<String, String> properties;

  CatalogCalls(Map<String, String> properties) {
    this.properties = properties;
  }

  /** A call. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  /**
   * Makes a call.
   *
   * @param what it does, for people: {@code table db.events cannot be loaded}
   */
  <T> T run(String what, Call<T> call) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(CatalogCalls.class.getClassLoader());
    try {
      return call.run();
    } catch (CamusException e) {
      throw e;
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s: %s%s", what, shown(RootCause.line(e)), advice(e)),
          // Its words may have secrets.
          null);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String advice(Throwable thrown) {
    String words = RootCause.line(thrown);
    if (thrown instanceof CommitStateUnknownException) {
      return "; the catalog may have made this change: the next run looks, and repeats it if not";
    } else if (thrown instanceof NotAuthorizedException) {
      return "; check camus.catalog.credential or camus.catalog.token";
    } else if (thrown instanceof ForbiddenException) {
      return "; grant this user the right to read, create and change tables";
    } else if (thrown instanceof NoSuchTableException) {
      return "; the table was dropped or renamed: create it again, or change camus.table";
    } else if (words.contains("No suitable driver")) {
      return "; put the jar of the JDBC driver into plugins/iceberg";
    } else if (thrown instanceof LinkageError || words.contains("ClassNotFoundException")) {
      return "; put the jars with this class into plugins/iceberg";
    }
    return "";
  }

  /** A text without secrets. */
  private String shown(String text) {
    String shown = text;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (SECRET_NAME.matcher(property.getKey()).matches() && property.getValue().length() > 2) {
        shown = shown.replace(property.getValue(), HIDDEN);
      }
    }
    return SECRET_IN_URI
        .matcher(shown)
        .replaceAll(match -> (match.group(1) == null ? "" : match.group(1)) + HIDDEN);
  }
}
