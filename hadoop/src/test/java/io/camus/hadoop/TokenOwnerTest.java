package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.hdfs.security.token.delegation.DelegationTokenIdentifier;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.Test;

class TokenOwnerTest {
  private final UserGroupInformation scheduler = UserGroupInformation.createRemoteUser("azkaban");

  @Test
  void userIsWhoeverTheTokensBelongTo() throws IOException {
    scheduler.addToken(tokenOf("alice"));

    assertThat(TokenOwner.otherThan(scheduler))
        .hasValueSatisfying(
            owner -> {
              assertThat(owner.getShortUserName()).isEqualTo("alice");
              assertThat(owner.getTokens()).hasSize(1);
            });
  }

  @Test
  void whoHasTokensOfHisOwnOrNoneStaysHimself() throws IOException {
    assertThat(TokenOwner.otherThan(scheduler)).isEmpty();

    scheduler.addToken(tokenOf("azkaban"));

    assertThat(TokenOwner.otherThan(scheduler)).isEmpty();
  }

  @Test
  void tokensOfAnUnknownKindTellNothing() throws IOException {
    scheduler.addToken(
        new Token<>(new byte[1], new byte[1], new Text("UNHEARD_OF"), new Text("x")));

    assertThat(TokenOwner.otherThan(scheduler)).isEmpty();
  }

  private static Token<DelegationTokenIdentifier> tokenOf(String owner) {
    DelegationTokenIdentifier identifier =
        new DelegationTokenIdentifier(new Text(owner), new Text("yarn"), new Text());
    return new Token<>(
        identifier.getBytes(), new byte[1], identifier.getKind(), new Text("127.0.0.1:8020"));
  }
}
