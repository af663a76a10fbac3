package io.github.stockroom.rest.security;

import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemWriter;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers a bad token with a problem document that the front ends of the earlier systems understand. */
final class TokenProblems implements AuthenticationEntryPoint {

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authException)
            throws IOException {
        Reason reason = authException.getCause() instanceof InvalidTokenException e ? e.reason() : Reason.NOT_VALID;
        Problem problem = reason == Reason.NO_ACTIVE_ACCOUNT
                ? Problems.tokenNotValid("User inactive or deleted.")
                : Problems.tokenNotValid("Given token not valid for any token type");
        ProblemWriter.write(request, response, problem);
    }
}
