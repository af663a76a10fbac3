package io.github.stockroom.authorizer;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Reads one secret of AWS Secrets Manager, with the credentials that Lambda gives to the function: in its environment,
 * or, with SnapStart, at an address that stands there, since credentials in a snapshot would be old. Thread-safe.
 */
final class SecretsManager implements TokenKeys.SecretText {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final String arn;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * @param arn of the secret; tells the region
     */
    SecretsManager(Map<String, String> environment, String arn) {
        this.environment = environment;
        this.arn = arn;
    }

    @Override
    public String read() throws IOException {
        byte[] body = JSONObjectUtils.toJSONString(Map.of("SecretId", arn)).getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint())
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue")
                .build();
        ContentStreamProvider payload = () -> new ByteArrayInputStream(body);
        AwsCredentialsIdentity credentials = credentials();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region()))
                .request();
        HttpRequest.Builder message =
                HttpRequest.newBuilder(signed.getUri()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) { // the client's own
                values.forEach(value -> message.header(name, value));
            }
        });
        return text(send(message), "SecretString");
    }

    private AwsCredentialsIdentity credentials() throws IOException {
        String address = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (address == null) {
            return identity(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
        }
        return identity(
                send(HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", text(environment, "AWS_CONTAINER_AUTHORIZATION_TOKEN"))),
                "AccessKeyId",
                "SecretAccessKey",
                "Token");
    }

    private static AwsCredentialsIdentity identity(Map<String, ?> source, String id, String secret, String token)
            throws IOException {
        return AwsSessionCredentialsIdentity.create(text(source, id), text(source, secret), text(source, token));
    }

    /** {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} sends requests elsewhere, as for all of AWS's tools. */
    private URI endpoint() throws IOException {
        String elsewhere = environment.get("AWS_ENDPOINT_URL_SECRETS_MANAGER");
        String domain = arn.startsWith("arn:aws-cn:") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create(elsewhere != null ? elsewhere : "https://secretsmanager." + region() + "." + domain);
    }

    private String region() {
        return arn.split(":", 5)[3];
    }

    private Map<String, Object> send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(request.build().uri() + " answers " + response.statusCode());
            }
            return JSONObjectUtils.parse(response.body());
        } catch (ParseException e) {
            throw new IOException(request.build().uri() + " answers no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String text(Map<String, ?> source, String name) throws IOException {
        if (source.get(name) instanceof String text) {
            return text;
        }
        throw new IOException("there is no " + name);
    }
}
