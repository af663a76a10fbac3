package io.github.stockroom.bootstrap.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the replaced systems, in the form in which their frameworks write them, and what becomes of them. */
public final class OldRows {

    /** The columns of {@code auth_user}. */
    public static final List<String> DJANGO_ACCOUNT = List.of(
            "id",
            "password",
            "last_login",
            "is_superuser",
            "username",
            "first_name",
            "last_name",
            "email",
            "is_staff",
            "is_active",
            "date_joined");

    public static final int COUNT = 10_000;

    /** Of {@code correct horse}, as the next one. */
    public static final String BCRYPT = "$2a$10$R9h/cIPz0gi.URNNX3kh2O.OlxuihFHNnPkkuA6swTO3EIlrOkoB2";

    public static final String PBKDF2 = "pbkdf2_sha256$1000$seasalt$mQnueSakb748zqBAC1tmWVZsZbi2zPGZarEzTGdfmso=";

    private static final DateTimeFormatter SQLITE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final List<String> WORDS =
            List.of("Crème brûlée", "Heat", "東京物語", "Émile 😀", "O'Brien; --", "a\tb");

    private OldRows() {}

    /** Fills the tables of a Django project. */
    public static void django(OldDatabase database) {
        database.insert(
                "items_item",
                List.of("id", "product", "price"),
                rows(i -> product(i).toArray()));
        database.insert(
                "movies_movie",
                List.of("id", "created", "modified", "title", "description", "slug", "year"),
                rows(i -> new Object[] {
                    id(database, i),
                    time(database, created(i)),
                    time(database, modified(i)),
                    title(i),
                    description(i),
                    slug(i),
                    year(i)
                }));
        database.insert("auth_user", DJANGO_ACCOUNT, rows(i -> new Object[] {
            i + 10,
            i % 2 == 0 ? BCRYPT : PBKDF2,
            i % 3 == 0 ? null : time(database, modified(i)),
            i == 7,
            "user" + i + "@x.+-_",
            "Ada",
            i % 4 == 0 ? "" : "Lovelace " + i,
            i % 5 == 0 ? "" : "user" + i + "@example.org",
            i % 1_000 == 0,
            i % 9 != 0,
            time(database, created(i))
        }));
    }

    /** Fills the table of cars. */
    public static void flask(OldDatabase database) {
        database.insert("cars", List.of("id", "brand", "model", "year"), rows(i -> car(i).toArray()));
    }

    /** Fills the table of users. */
    public static void fastapi(OldDatabase database) {
        database.insert("users", List.of("id", "user_name", "hashed_password", "role"), rows(i ->
                new Object[] {i + 3, "user" + i, BCRYPT, i % 100 == 0 ? "admin" : "user"}));
    }

    /** Returns id, name and price. */
    public static List<Object> product(int i) {
        return List.of(3 * i + 1, WORDS.get(i % WORDS.size()) + " " + i, i * 7);
    }

    /** Returns id, brand, model and year. */
    public static List<Object> car(int i) {
        return List.of(2 * i + 5, "Brand " + i % 50, WORDS.get(i % WORDS.size()) + i, 1 + i % 9_999);
    }

    /** Returns a movie as the line of an export has it. */
    public static String movie(int i) {
        return String.join(
                "|",
                uuid(i).toString(),
                created(i).toString(),
                modified(i).toString(),
                title(i),
                String.valueOf(description(i)),
                slug(i),
                Integer.toString(year(i)));
    }

    /** Returns an account of Django: id, names, e-mail address, role, activity, hash, times. */
    public static String djangoAccount(int i) {
        return String.join(
                "|",
                Integer.toString(i + 10),
                "user" + i + "@x.+-_",
                "Ada",
                i % 4 == 0 ? "" : "Lovelace " + i,
                i % 5 == 0 ? "null" : "user" + i + "@example.org",
                i == 7 || i % 1_000 == 0 ? "admin" : "user",
                Boolean.toString(i % 9 != 0),
                i % 2 == 0 ? BCRYPT : PBKDF2,
                created(i).toString(),
                i % 3 == 0 ? "null" : modified(i).toString());
    }

    /** Returns an account of FastAPI as id, name, role and hash. */
    public static String fastapiAccount(int i) {
        return String.join("|", Integer.toString(i + 3), "user" + i, i % 100 == 0 ? "admin" : "user", BCRYPT);
    }

    private static Stream<Object[]> rows(IntFunction<Object[]> row) {
        return IntStream.range(0, COUNT).mapToObj(row);
    }

    private static UUID uuid(int i) {
        return UUID.nameUUIDFromBytes(("movie" + i).getBytes(StandardCharsets.UTF_8));
    }

    private static Object id(OldDatabase database, int i) {
        return switch (database.kind()) {
            case SQLITE -> uuid(i).toString().replace("-", "");
            case POSTGRESQL -> uuid(i);
            case MARIADB -> uuid(i).toString();
        };
    }

    /** Returns a point in time as the framework stores it. */
    public static Object time(OldDatabase database, Instant time) {
        return switch (database.kind()) {
            case SQLITE -> SQLITE_TIME.format(time.atOffset(ZoneOffset.UTC));
            case POSTGRESQL -> OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
            case MARIADB -> LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        };
    }

    private static Instant created(int i) {
        return Instant.parse("2019-01-31T23:59:59.000001Z")
                .plusSeconds(i * 3_601L)
                .plusNanos(i * 1_000L);
    }

    private static Instant modified(int i) {
        return created(i).plusSeconds(i % 2 * 86_400L);
    }

    private static String title(int i) {
        return WORDS.get(i % 5) + " " + i;
    }

    private static @Nullable String description(int i) {
        return i % 3 == 0 ? null : i % 5 == 0 ? "" : "About " + title(i) + "\nand more";
    }

    private static String slug(int i) {
        return i == 0 ? "heat-by-mann" : "slug_" + i + "-old";
    }

    private static int year(int i) {
        return i % 11 == 0 ? 0 : 1900 + i % 130;
    }
}
