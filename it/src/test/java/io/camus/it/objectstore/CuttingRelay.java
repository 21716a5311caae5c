package io.camus.it.objectstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Relays HTTP requests to a server, byte by byte, and disturbs some of them: before the server gets
 * the request, or after it took effect and before the client gets the response.
 */
final class CuttingRelay implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXPECTS =
      Pattern.compile("\r\nexpect: *100-continue", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGES = Pattern.compile("(PUT|POST|DELETE) .*", Pattern.DOTALL);

  /** When something happens at a request. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** What the client sees of a disturbed request. */
  enum Ending {
    /** The connection is closed. */
    CLOSED,
    /** The connection is reset. */
    RESET,
    /** 503 SlowDown. */
    SLOW_DOWN,
    /** 500 InternalError. */
    INTERNAL_ERROR;

    /** Ends the connection of a client that waits for a response. */
    private void show(Socket client) throws IOException {
      switch (this) {
        case CLOSED -> {}
        case RESET -> client.setSoLinger(true, 0); // Closing it resets it.
        case SLOW_DOWN -> answer(client, "503 Slow Down", "SlowDown");
        case INTERNAL_ERROR -> answer(client, "500 Internal Server Error", "InternalError");
      }
    }

    private static void answer(Socket client, String status, String code) throws IOException {
      String body =
          "<?xml version=\"1.0\"?><Error><Code>"
              + code
              + "</Code><Message>a test</Message></Error>";
      client
          .getOutputStream()
          .write(
              String.format(
                      Locale.ROOT,
                      "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n"
                          + "Connection: close\r\n\r\n%s",
                      status,
                      body.length(),
                      body)
                  .getBytes(ISO_8859_1));
      client.getOutputStream().flush();
    }
  }

  private final URI server;
  private final ServerSocket listener;
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger disturbed = new AtomicInteger();
  private volatile Plan plan = (request, change) -> Optional.empty();

  /** Which requests are disturbed, and how. */
  private interface Plan {
    /**
     * The disturbance of a request.
     *
     * @param request its number, from 1
     * @param change its number among those that change the store; 0 if it does not
     */
    Optional<Disturbance> of(int request, int change);
  }

  private record Disturbance(Moment moment, Runnable action, Ending ending) {}

  private CuttingRelay(URI server, ServerSocket listener) {
    this.server = server;
    this.listener = listener;
  }

  static CuttingRelay to(URI server) throws IOException {
    CuttingRelay relay =
        new CuttingRelay(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    start(relay::accept);
    return relay;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Counts from 0 again, and closes the connection of one of the next changing requests. */
  void cut(int at, Moment moment, Runnable action) {
    Disturbance cut = new Disturbance(moment, action, Ending.CLOSED);
    plan = (request, change) -> Optional.of(cut).filter(it -> change == at);
    changes.set(0);
  }

  /** Disturbs some of the requests from now on, in each of these ways. */
  void disturbEvery(int nth, Moment moment, List<Ending> endings) {
    plan =
        (request, change) ->
            request % nth == 0
                ? Optional.of(
                    new Disturbance(moment, () -> {}, endings.get(request / nth % endings.size())))
                : Optional.empty();
  }

  /** The number of disturbed requests. */
  int disturbed() {
    return disturbed.get();
  }

  /** The number of changing requests since the last {@link #cut}. */
  int changes() {
    return changes.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        start(() -> relay(client));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        Socket upstream = new Socket(server.getHost(), server.getPort())) {
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      AtomicBoolean silenced = new AtomicBoolean();
      AtomicBoolean answered = new AtomicBoolean();
      start(() -> answers(upstream, client, silenced, answered));
      while (request(client, upstream, silenced, answered)) {
        // The next one of this connection.
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  /** Passes answers on until they are silenced; closes the client's connection at their end. */
  private static void answers(
      Socket upstream, Socket client, AtomicBoolean silenced, AtomicBoolean answered) {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = upstream.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (silenced.get()) {
          answered.set(true);
          return;
        }
        out.write(buffer, 0, count);
        out.flush();
      }
      client.close();
    } catch (IOException e) {
      answered.set(true); // One of the two has gone.
    }
  }

  /** Passes one request on; false if the connection ends here. */
  private boolean request(
      Socket client, Socket upstream, AtomicBoolean silenced, AtomicBoolean answered)
      throws IOException {
    InputStream in = client.getInputStream();
    OutputStream out = upstream.getOutputStream();
    byte[] head = head(in);
    if (head.length == 0) {
      return false;
    }
    String text = new String(head, ISO_8859_1);
    int change = CHANGES.matcher(text).matches() ? changes.incrementAndGet() : 0;
    Optional<Disturbance> now = plan.of(requests.incrementAndGet(), change);
    Matcher length = LENGTH.matcher(text);
    long body = length.find() ? Long.parseLong(length.group(1)) : 0;
    if (now.filter(it -> it.moment() == Moment.BEFORE).isPresent()) {
      if (!EXPECTS.matcher(text).find()) {
        in.skipNBytes(body); // Otherwise the response would be lost with it.
      }
      return end(client, now.get());
    }
    AtomicBoolean silence = now.isPresent() ? silenced : new AtomicBoolean();
    silence.set(body == 0); // The answer that counts comes after the request's last byte.
    out.write(head);
    out.flush();
    copy(in, out, body, silence);
    if (now.isPresent()) {
      awaitAnswer(answered);
      return end(client, now.get());
    }
    return true;
  }

  private boolean end(Socket client, Disturbance disturbance) throws IOException {
    disturbed.incrementAndGet();
    disturbance.action().run();
    disturbance.ending().show(client);
    return false;
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int state = 0;
    while (state < 4) {
      int b = in.read();
      if (b < 0) {
        return new byte[0];
      }
      head.write(b);
      state = b == "\r\n\r\n".charAt(state) ? state + 1 : b == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static void copy(InputStream in, OutputStream out, long length, AtomicBoolean silence)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException(String.format(Locale.ROOT, "%d bytes are missing", left));
      }
      left -= count;
      if (left == 0) {
        silence.set(true);
      }
      out.write(buffer, 0, count);
    }
    out.flush();
  }

  private static void awaitAnswer(AtomicBoolean answered) {
    try {
      for (int waited = 0; !answered.get() && waited < 10_000; waited += 5) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
