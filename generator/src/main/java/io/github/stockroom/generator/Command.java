package io.github.stockroom.generator;

/** Runs a command and says in one sentence each why it could not. */
final class Command {

    private Command() {}

    /** Returns the exit code: 2 if what was asked for is wrong, and nothing was changed; 1 if a step failed. */
    static int run(String name, Runnable command) {
        try {
            command.run();
            return 0;
        } catch (DefinitionException e) {
            e.faults().forEach(fault -> System.err.println(name + ": " + fault));
            return 2;
        } catch (IllegalStateException e) {
            System.err.println(name + ": " + e.getMessage());
            return 1;
        }
    }
}
