package io.github.stockroom.rest.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.stockroom.application.account.AlreadyTakenException;
import io.github.stockroom.application.account.RoleNotAllowedException;
import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.FieldConflictException.Rule;
import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.RecordInUseException;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.UnreadableException;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.problem.Problems;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;

class FailuresTest {

    private static final MockHttpServletRequest REQUEST = new MockHttpServletRequest("GET", "/no/such/path");

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(Problems.notAuthenticated().exception(), 401, "not_authenticated"),
                arguments(new ValidationException(Violation.of("required", "Missing.")), 400, "validation"),
                arguments(new UnreadableException("malformed-json", "Malformed JSON", "No."), 400, "malformed-json"),
                arguments(UnreadableException.tooLarge("too-many-rows", "Too many rows", "No."), 413, "too-many-rows"),
                arguments(new RecordNotFoundException("car", "7"), 404, "not_found"),
                arguments(new StaleVersionException(2), 412, "precondition_failed"),
                arguments(
                        new TemporarilyUnavailableException(TemporarilyUnavailableException.Reason.BUSY, "full"),
                        503,
                        "busy"),
                arguments(
                        new InvalidTokenException(InvalidTokenException.Reason.NO_ACTIVE_ACCOUNT),
                        401,
                        "refresh_token_not_valid"),
                arguments(new RoleNotAllowedException(), 403, "role-not-allowed"),
                arguments(new FieldConflictException(Rule.UNIQUE, "isbn"), 409, "already-taken"),
                arguments(new FieldConflictException(Rule.REFERENCE, "author"), 400, "validation"),
                arguments(new RecordInUseException("books"), 409, "in-use"),
                arguments(new AlreadyTakenException(AlreadyTakenException.Part.EMAIL), 409, "email-taken"),
                arguments(new NoHandlerFoundException("GET", "/nothing", new HttpHeaders()), 404, "not_found"),
                arguments(
                        new HttpMediaTypeNotAcceptableException(List.of(MediaType.TEXT_PLAIN)), 406, "not_acceptable"),
                arguments(
                        new HttpRequestMethodNotSupportedException("POST", List.of("GET")), 405, "method_not_allowed"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTypeOfTheFailureDecides(Exception failure, int status, String code) {
        assertThat(Failures.problem(failure, REQUEST)).hasValueSatisfying(problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void namesTheRecordOfManyWithAValueThatIsTaken() {
        var conflict = new FieldConflictException(Rule.UNIQUE, "isbn", 3).behind(1_000);

        assertThat(Problems.fieldConflict(conflict, 1_005).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.location()).isEqualTo("#/1003/isbn");
                    assertThat(error.line()).isEqualTo(1_005);
                });
    }

    @Test
    void namesTheLineAndTheFieldsOfAText() {
        var wrong = Violation.of("unknown", "There is no such field.").at("a/b");
        var failure = new UnreadableException("invalid-columns", "Invalid columns", "No.").at(3, List.of(wrong));

        assertThat(Failures.problem(failure, REQUEST))
                .hasValueSatisfying(problem -> assertThat(problem.errors())
                        .containsExactly(ProblemError.inBody(wrong).atLine(3)));
    }

    @ParameterizedTest
    @CsvSource({"POST, false, false", "POST, true, true", "PUT, false, true", "DELETE, false, true"})
    void tellsWhetherARequestMayBeRepeated(String method, boolean hasKey, boolean repeatable) {
        var request = new MockHttpServletRequest(method, "/no/such/path");
        if (hasKey) {
            request.addHeader("Idempotency-Key", "a");
        }
        var failure = new OutcomeUnknownException("gone", new IllegalStateException());

        assertThat(Failures.problem(failure, request)).contains(Problems.outcomeUnknown(repeatable));
    }

    @Test
    void otherFailuresAreFaultsOfTheService() {
        assertThat(Failures.problem(new IllegalStateException(), REQUEST)).isEmpty();
    }
}
