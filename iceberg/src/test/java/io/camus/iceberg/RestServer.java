package io.camus.iceberg;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A catalog behind REST: Iceberg's own adapter on a database. */
final class RestServer implements Closeable {
  private final JdbcCatalog tables = new JdbcCatalog();
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final Path directory;

  /** How many of the next commits take effect without an answer. */
  final AtomicInteger lostAnswers = new AtomicInteger();

  private final class LosingServlet extends RESTCatalogServlet {
    LosingServlet() {
      super(new RESTCatalogAdapter(tables));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().endsWith("/tables/clicks")
          && lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        super.doPost(request, new Nowhere(response));
        response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
      } else {
        super.doPost(request, response);
      }
    }
  }

  /** Swallows the response. */
  private static final class Nowhere extends HttpServletResponseWrapper {
    Nowhere(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public PrintWriter getWriter() {
      return new PrintWriter(Writer.nullWriter());
    }
  }

  RestServer(Path directory) throws Exception {
    this.directory = directory;
    Map<String, String> settings = new HashMap<>(H2CatalogTest.settings(directory));
    settings.remove("type");
    tables.setConf(new Configuration());
    tables.initialize("rest", settings);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new LosingServlet()), "/*");
    server.setHandler(context);
    server.start();
  }

  Map<String, String> settings() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return Map.of(
        "type",
        "rest",
        "uri",
        "http://127.0.0.1:" + port,
        "warehouse",
        directory.resolve("warehouse").toString());
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
    tables.close();
  }
}
