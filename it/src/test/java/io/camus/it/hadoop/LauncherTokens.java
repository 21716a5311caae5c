package io.camus.it.hadoop;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.v2.api.HSClientProtocol;
import org.apache.hadoop.mapreduce.v2.api.protocolrecords.GetDelegationTokenRequest;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.ipc.YarnRPC;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;

/**
 * The tokens that Azkaban or Oozie get for a job: of the name node, of the resource manager and of
 * the job history server.
 *
 * @param conf tells where these are
 * @param renewer the principal of the resource manager
 */
record LauncherTokens(Configuration conf, String renewer) {

  /** Gets them for the current user, who needs a ticket. */
  Credentials fetch() throws IOException, YarnException {
    Credentials tokens = new Credentials();
    try (FileSystem files = FileSystem.newInstance(conf)) {
      files.addDelegationTokens(renewer, tokens);
    }
    for (Token<?> token : new Token<?>[] {ofYarn(), ofHistory()}) {
      tokens.addToken(token.getService(), token);
    }
    return tokens;
  }

  private Token<?> ofYarn() throws IOException, YarnException {
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(conf);
      yarn.start();
      return ConverterUtils.convertFromYarn(
          yarn.getRMDelegationToken(new Text(renewer)),
          ClientRMProxy.getRMDelegationTokenService(conf));
    }
  }

  private Token<?> ofHistory() throws IOException {
    InetSocketAddress address = conf.getSocketAddr("mapreduce.jobhistory.address", "", 0);
    YarnRPC rpc = YarnRPC.create(conf);
    HSClientProtocol history =
        (HSClientProtocol) rpc.getProxy(HSClientProtocol.class, address, conf);
    try {
      GetDelegationTokenRequest request = Records.newRecord(GetDelegationTokenRequest.class);
      request.setRenewer(renewer);
      return ConverterUtils.convertFromYarn(
          history.getDelegationToken(request).getDelegationToken(), address);
    } finally {
      rpc.stopProxy(history, conf);
    }
  }
}
