package io.github.stockroom.application.idempotency;

class InMemoryIdempotentRepliesTest extends IdempotentRepliesContract {

    private final IdempotentReplies replies = new InMemoryIdempotentReplies();

    @Override
    protected IdempotentReplies replies() {
        return replies;
    }
}
