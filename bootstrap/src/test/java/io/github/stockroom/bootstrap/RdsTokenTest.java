package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Only the shape of the token: whether RDS lets it in can only be seen there. */
class RdsTokenTest {

    @Test
    void isASignedAddressForOneUserAndQuarterOfAnHour() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret-key"));
        String token = new RdsToken("db.internal", 5432, "stockroom_app", Region.of("xx-test-1"), credentials).get();

        assertThat(token)
                .startsWith("db.internal:5432/?")
                .contains("DBUser=stockroom_app", "Action=connect", "X-Amz-Expires=900", "X-Amz-Signature=")
                .contains("%2Fxx-test-1%2Frds-db%2Faws4_request")
                .doesNotContain("secret-key");
    }
}
