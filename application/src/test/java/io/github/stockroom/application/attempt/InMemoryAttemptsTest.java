package io.github.stockroom.application.attempt;

class InMemoryAttemptsTest extends AttemptsContract {

    private final Attempts attempts = new InMemoryAttempts();

    @Override
    protected Attempts attempts() {
        return attempts;
    }
}
