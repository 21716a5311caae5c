package io.camus.hadoop;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.security.token.delegation.AbstractDelegationTokenIdentifier;

/**
 * The owner of a launcher's tokens. The cluster uses this identity, but Hadoop's client uses the
 * operating system's user: if they differ, a second job finds a staging directory with another
 * owner.
 */
final class TokenOwner {
  private TokenOwner() {}

  /** The user to act as, if the logged-in user has tokens of another one. */
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
