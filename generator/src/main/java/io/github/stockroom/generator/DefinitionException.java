package io.github.stockroom.generator;

import java.util.List;

/** A definition that no resource can be made of. Carries every fault found, one sentence each. */
final class DefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    DefinitionException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    DefinitionException(String fault) {
        this(List.of(fault));
    }

    List<String> faults() {
        return faults;
    }
}
