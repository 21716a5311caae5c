package io.camus.hadoop;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.security.token.delegation.AbstractDelegationTokenIdentifier;

/**
 * Whom a launcher's tokens belong to. The cluster goes by that, and Hadoop's client by the name of
 * the operating system's user: where the two differ, a second job finds a staging directory that is
 * somebody else's.
 */
final class TokenOwner {
  private TokenOwner() {}

  /** The user to be, if the one who is logged in has tokens of another. */
  static Optional<UserGroupInformation> otherThan(UserGroupInformation user) throws IOException {
    for (Token<?> token : user.getTokens()) {
      TokenIdentifier identifier = token.decodeIdentifier();
      if (identifier instanceof AbstractDelegationTokenIdentifier && identifier.getUser() != null) {
        return identifier.getUser().getShortUserName().equals(user.getShortUserName())
            ? Optional.empty()
            : Optional.of(with(user, identifier.getUser().getUserName()));
      }
    }
    return Optional.empty();
  }

  private static UserGroupInformation with(UserGroupInformation tokens, String name) {
    UserGroupInformation owner = UserGroupInformation.createRemoteUser(name);
    owner.addCredentials(tokens.getCredentials());
    return owner;
  }
}
