package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.operations.QueryPolicy;
import io.github.stockroom.rest.record.RecordResource;
import org.junit.jupiter.api.Test;

class RecordResourcesTest {

    @Test
    void listsEveryResourceThatTheApiListsRecordsOf() {
        assertThat(RecordResources.ALL)
                .as("RecordResources.ALL, which imports and exports read")
                .extracting(RecordResource::operations)
                .extracting(operations -> operations.list())
                .containsExactlyInAnyOrderElementsOf(Operations.ALL.stream()
                        .filter(RecordResourcesTest::listsRecords)
                        .toList());
    }

    private static boolean listsRecords(Operation operation) {
        return operation.query() == QueryPolicy.READ
                && !operation.path().contains("{")
                && operation.produces().size() > 1;
    }
}
