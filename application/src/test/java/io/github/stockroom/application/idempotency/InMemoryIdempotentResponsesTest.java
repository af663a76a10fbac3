package io.github.stockroom.application.idempotency;

class InMemoryIdempotentResponsesTest extends IdempotentResponsesContract {

    private final IdempotentResponses responses = new InMemoryIdempotentResponses();

    @Override
    protected IdempotentResponses responses() {
        return responses;
    }
}
