package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * The file format of MIT's credential caches, version 4, as {@code kinit} leaves them: there may be
 * no {@code kinit} where tests run. Source: MIT Kerberos, "Credential cache file format".
 */
final class TicketCache {
  private static final int VERSION = 0x0504;

  private final DataOutputStream out;

  private TicketCache(DataOutputStream out) {
    this.out = out;
  }

  /** Writes a cache that holds one ticket. */
  static void write(KerberosTicket ticket, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new TicketCache(out).write(ticket);
    }
    Files.write(file, bytes.toByteArray());
  }

  private void write(KerberosTicket ticket) throws IOException {
    out.writeShort(VERSION);
    out.writeShort(0); // no header fields
    principal(ticket.getClient());
    principal(ticket.getClient());
    principal(ticket.getServer());
    out.writeShort(ticket.getSessionKeyType());
    data(ticket.getSessionKey().getEncoded());
    time(ticket.getAuthTime());
    time(ticket.getStartTime());
    time(ticket.getEndTime());
    time(ticket.getRenewTill());
    out.writeByte(0); // encrypted under a session key: no
    flags(ticket.getFlags());
    out.writeInt(0); // addresses
    out.writeInt(0); // authorization data
    data(ticket.getEncoded());
    data(new byte[0]); // second ticket
  }

  private void principal(KerberosPrincipal principal) throws IOException {
    String name = principal.getName();
    List<String> components = List.of(name.substring(0, name.lastIndexOf('@')).split("/", -1));
    out.writeInt(principal.getNameType());
    out.writeInt(components.size());
    data(principal.getRealm().getBytes(UTF_8));
    for (String component : components) {
      data(component.getBytes(UTF_8));
    }
  }

  private void data(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void time(Date date) throws IOException {
    Instant instant = date == null ? Instant.EPOCH : date.toInstant();
    out.writeInt((int) instant.getEpochSecond());
  }

  private void flags(boolean[] set) throws IOException {
    int bits = 0;
    for (int i = 0; i < Math.min(32, set.length); i++) {
      bits |= set[i] ? 1 << (31 - i) : 0;
    }
    out.writeInt(bits);
  }
}
