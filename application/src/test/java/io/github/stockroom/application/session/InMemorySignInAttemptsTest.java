package io.github.stockroom.application.session;

class InMemorySignInAttemptsTest extends SignInAttemptsContract {

    private final SignInAttempts attempts = new InMemorySignInAttempts();

    @Override
    protected SignInAttempts attempts() {
        return attempts;
    }
}
