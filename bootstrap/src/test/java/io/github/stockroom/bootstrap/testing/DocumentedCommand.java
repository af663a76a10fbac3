package io.github.stockroom.bootstrap.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a document shows.
 *
 * @param page from the root of the repository
 * @param section the heading above it
 * @param text as a shell takes it, without the comment behind it
 * @param comment behind it; empty if there is none
 * @param shown what it prints; empty in a block of commands alone
 */
public record DocumentedCommand(String page, String section, String text, String comment, String shown) {

    /** A heading, or a block of commands: {@code sh} alone, {@code console} with a prompt and what is printed. */
    private static final Pattern PART =
            Pattern.compile("(?m)^#+ (?<heading>.+)$|^```(?<kind>\\w*)\\n(?<block>[\\s\\S]*?)^```$");

    /** A command goes on behind a backslash. */
    private static final String LINES = "(?<command>(?:.*\\\\\\n)*.*)\\n";

    private static final Pattern SCRIPT = Pattern.compile("(?m)^" + LINES + "(?<shown>)");
    private static final Pattern CONSOLE = Pattern.compile("(?m)^\\$ " + LINES + "(?<shown>(?:(?!\\$ ).*\\n)*)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)# (.*)$");

    /** Returns all commands of all pages. */
    public static List<DocumentedCommand> all() {
        return pages().stream().flatMap(page -> of(page).stream()).toList();
    }

    /** Returns the pages for readers of today, from the root of the repository: not what tells of earlier versions. */
    public static List<String> pages() {
        return RepositoryFiles.ending(".md").stream()
                .map(file -> RepositoryFiles.ROOT.relativize(file).toString())
                .filter(file -> !file.matches("docs/decisions/.*|bench/history.md|CHANGELOG.md"))
                .toList();
    }

    /** Returns the commands of a page, from top to bottom. */
    public static List<DocumentedCommand> of(String page) {
        List<DocumentedCommand> commands = new ArrayList<>();
        String section = "";
        for (Matcher part = PART.matcher(RepositoryFiles.text(RepositoryFiles.ROOT.resolve(page))); part.find(); ) {
            if (part.group("heading") != null) {
                section = part.group("heading");
            } else if (List.of("sh", "console").contains(part.group("kind"))) {
                Pattern form = part.group("kind").equals("sh") ? SCRIPT : CONSOLE;
                for (Matcher found = form.matcher(part.group("block")); found.find(); ) {
                    add(commands, page, section, found);
                }
            }
        }
        return commands;
    }

    private static void add(List<DocumentedCommand> commands, String page, String section, Matcher found) {
        Matcher comment = COMMENT.matcher(found.group("command"));
        String said = comment.find() ? comment.group(2) : "";
        String text = comment.replaceFirst("").strip();
        if (!text.isEmpty()) {
            commands.add(new DocumentedCommand(
                    page, section, text, said, found.group("shown").strip()));
        }
    }

    @Override
    public String toString() {
        return page + ", " + section + ": " + text;
    }
}
