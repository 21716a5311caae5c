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
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Relays HTTP requests to a server, byte by byte, and disturbs one request that changes the store:
 * before the server gets it, or after it took effect and before the client gets the response.
 */
final class CuttingRelay implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGES = Pattern.compile("(PUT|POST|DELETE) .*", Pattern.DOTALL);

  /** When something happens at a request. */
  enum Moment {
    BEFORE,
    AFTER
  }

  private final URI server;
  private final ServerSocket listener;
  private final AtomicInteger changes = new AtomicInteger();
  private volatile Cut cut = new Cut(Integer.MAX_VALUE, Moment.BEFORE, () -> {});

  /** At which changing request, from 1, what happens before the connection is closed. */
  private record Cut(int at, Moment moment, Runnable action) {}

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

  /** Counts from 0 again, and cuts the connection of one of the next changing requests. */
  void cut(int at, Moment moment, Runnable action) {
    cut = new Cut(at, moment, action);
    changes.set(0);
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

  /** Passes answers on until they are silenced; closes the client's connection at the end. */
  private static void answers(
      Socket upstream, Socket client, AtomicBoolean silenced, AtomicBoolean answered) {
    byte[] buffer = new byte[1 << 16];
    try (client) {
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
    } catch (IOException e) {
      // One of the two has gone.
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
    Cut now = cut;
    boolean isCut = CHANGES.matcher(text).matches() && changes.incrementAndGet() == now.at();
    if (isCut && now.moment() == Moment.BEFORE) {
      now.action().run();
      return false;
    }
    out.write(head);
    out.flush();
    Matcher length = LENGTH.matcher(text);
    if (length.find()) {
      copy(in, out, Long.parseLong(length.group(1)), isCut ? silenced : new AtomicBoolean());
    } else {
      silenced.set(isCut);
    }
    if (isCut) {
      awaitAnswer(answered);
      now.action().run();
      return false;
    }
    return true;
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

  /** The answer that counts comes after the last byte of the body. */
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
    silence.set(true);
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
