package io.camus.yarn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.security.token.TokenRenewer;

/** A kind of token that is a file: it is gone when the token has been cancelled. */
public final class FileToken extends TokenRenewer {
  private static final Text KIND = new Text("FILE_TOKEN");

  /** Made by Hadoop. */
  public FileToken() {}

  static Token<TokenIdentifier> create(Path file) throws IOException {
    String path = Files.createFile(file).toString();
    return new Token<>(path.getBytes(UTF_8), new byte[1], KIND, new Text(path));
  }

  @Override
  public boolean handleKind(Text kind) {
    return kind.equals(KIND);
  }

  @Override
  public boolean isManaged(Token<?> token) {
    return true;
  }

  @Override
  public long renew(Token<?> token, Configuration conf) {
    throw new UnsupportedOperationException("nobody renews " + token.getService());
  }

  @Override
  public void cancel(Token<?> token, Configuration conf) throws IOException {
    Files.delete(Path.of(token.getService().toString()));
  }
}
