package io.camus.model;

import static java.util.Objects.requireNonNull;

/**
 * The server and service that produced a record. Its hash is computed once, since counting asks for
 * it once per record.
 */
public final class Origin {
  private final String server;
  private final String service;
  private final int hash;

  /**
   * @param server who produced the record, or {@code unknown_server}
   * @param service what produced it, or {@code unknown_service}
   */
  public Origin(String server, String service) {
    this.server = requireNonNull(server, "server");
    this.service = requireNonNull(service, "service");
    this.hash = 31 * server.hashCode() + service.hashCode();
  }

  public String server() {
    return server;
  }

  public String service() {
    return service;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Origin origin
            && hash == origin.hash
            && server.equals(origin.server)
            && service.equals(origin.service));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return server + ", " + service;
  }
}
