package io.github.stockroom.bootstrap;

import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;
import software.amazon.awssdk.services.rds.model.GenerateAuthenticationTokenRequest;

/**
 * A password for databases on RDS that is not stored: signed here with the credentials of the task, good for opening
 * connections during 15 minutes. Costs no call. Thread-safe.
 */
final class RdsToken implements Supplier<String> {

    private final RdsUtilities utilities;
    private final GenerateAuthenticationTokenRequest request;

    RdsToken(String host, int port, String user, Region region, AwsCredentialsProvider credentials) {
        utilities = RdsUtilities.builder()
                .region(region)
                .credentialsProvider(credentials)
                .build();
        request = GenerateAuthenticationTokenRequest.builder()
                .hostname(host)
                .port(port)
                .username(user)
                .build();
    }

    @Override
    public String get() {
        return utilities.generateAuthenticationToken(request);
    }
}
