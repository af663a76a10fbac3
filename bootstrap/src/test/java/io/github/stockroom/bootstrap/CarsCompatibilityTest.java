package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The requests that front ends of the old cars system send, and the responses that they expect (docs/contract.md:
 * Cars).
 */
@OnEachDatabase
class CarsCompatibilityTest {

    private static final String CARS = "/cars";
    private static final String GOLF = "{\"brand\":\"Volkswagen\",\"model\":\"Golf\",\"year\":2018}";

    private final DatabaseKind database;
    private RunningService service;
    private Http http;

    CarsCompatibilityTest(DatabaseKind database) {
        this.database = database;
    }

    @BeforeEach
    void startWithoutCars() {
        service = RunningService.start(database);
        http = service.http();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theSessionOfTheOldDocumentation() {
        String golf = "{\"brand\":\"Volkswagen\",\"id\":1,\"model\":\"Golf\",\"year\":2018}";
        String cross = "{\"brand\":\"Volkswagen\",\"id\":2,\"model\":\"T-cross\",\"year\":2021}";
        String polo = "{\"brand\":\"Volkswagen\",\"id\":1,\"model\":\"Polo\",\"year\":2019}";

        assertReply(http.post(CARS, GOLF), 201, golf);
        assertReply(http.post(CARS, "{\"brand\":\"Volkswagen\",\"model\":\"T-cross\",\"year\":2021}"), 201, cross);
        assertReply(http.get(CARS), 200, "[" + golf + "," + cross + "]");
        assertReply(http.put(CARS + "/1", "{\"brand\":\"Volkswagen\",\"model\":\"Polo\",\"year\":2019}"), 200, polo);
        assertReply(http.get(CARS), 200, "[" + polo + "," + cross + "]");
    }

    @Test
    void equalValuesAreNoFailureAndNoNewVersion() {
        Reply created = http.post(CARS, GOLF);
        Reply replaced = http.put(CARS + "/" + created.id(), GOLF);
        assertReply(replaced, 200, created.text());
        assertThat(replaced.etag()).isEqualTo(created.etag());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"brand\":\"VW\",\"model\":\"Golf\"}",
                "{\"brand\":\"\",\"model\":\"Golf\",\"year\":2018}",
                "{\"brand\":\"VW\",\"model\":null,\"year\":2018}",
                "{\"brand\":\"VW\",\"model\":\"Golf\",\"year\":0}"
            })
    void saysThatFieldsAreMissing(String body) {
        var problem = assertProblem(http.post(CARS, body), 400, "validation");
        assertThat(problem.required("error").stringValue()).isEqualTo("Missing fields");
        assertThat(http.get(CARS).text()).isEqualTo("[]");
    }

    @Test
    void saysThatThereIsNoSuchCar() {
        for (Reply reply : new Reply[] {
            http.get(CARS + "/9"), http.put(CARS + "/9", GOLF), http.patch(CARS + "/9", "{}"), http.delete(CARS + "/x")
        }) {
            assertThat(assertProblem(reply, 404, "not_found").required("error").stringValue())
                    .isEqualTo("Car not found");
        }
    }

    @Test
    void storesAYearThatCameAsTextAndRefusesHalfAYear() {
        Reply created = http.post(CARS, GOLF.replace("2018", "\"2018\""));
        assertReply(created, 201, http.get(CARS + "/" + created.id() + "/").text());
        assertThat(created.json().required("year").isInt()).isTrue();
        assertProblem(http.post(CARS, GOLF.replace("2018", "2018.5")), 400, "validation");
        assertProblem(http.post(CARS, GOLF.replace("2018", "10000")), 400, "validation");
    }

    @Test
    void createTableChangesNothing() {
        Reply created = http.post(CARS, GOLF);
        Reply reply = http.get("/create-table");
        assertReply(reply, 201, "Tabla cars creada");
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain");
        assertThat(http.get(CARS).text()).isEqualTo("[" + created.text() + "]");
    }

    @Test
    void aRequestForCreateTableChangesNoSchema() {
        var jdbc = JdbcClient.create(service.database());
        String tables = "select count(*) from information_schema.tables";
        long before = jdbc.sql(tables).query(Long.class).single();
        assertThat(http.get("/create-table").text()).isEqualTo("Tabla cars creada");
        assertThat(jdbc.sql(tables).query(Long.class).single()).isEqualTo(before);
    }

    private static void assertReply(Reply reply, int status, String body) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.text()).isEqualTo(body);
    }
}
