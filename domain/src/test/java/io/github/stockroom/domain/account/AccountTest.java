package io.github.stockroom.domain.account;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.domain.shared.ValidationException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    private static final Profile ADA =
            new Profile(new Username("ada"), new PersonName("Ada"), new PersonName("Lovelace"));
    private static final Instant JOINED = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"ada", "  ada\t", "\u00a0ada\u2003", "\uff41\uff44\uff41"})
    void spellingsThatLookAlikeAreOneUsername(String raw) {
        assertThat(new Username(raw)).isEqualTo(new Username("ada")).hasToString("ada");
    }

    @Test
    void caseAndAccentsCountInUsernames() {
        assertThat(new Username("Ada")).isNotEqualTo(new Username("ada"));
        assertThat(new Username("ad\u00e0")).isNotEqualTo(new Username("ada"));
        assertThat(new Username("ada\u0300")).isEqualTo(new Username("ad\u00e0"));
    }

    @Test
    void usernameHasUpTo150CodePointsOnceNormalised() {
        assertThat(new Username("😀".repeat(150)).value()).hasSize(300);
        assertThat(new Username("a\u0300".repeat(150)).value()).hasSize(150);
        assertThat(codesOf(() -> new Username("😀".repeat(151)))).containsExactly("max_length");
        assertThat(codesOf(() -> new Username("\ufb03".repeat(51)))).containsExactly("max_length");
    }

    /**
     * A normaliser sorts combining marks, at a cost that grows with their number squared: minutes for a million of
     * them.
     */
    @Test
    void refusesALongRunOfCombiningMarksWithoutNormalisingIt() {
        assertThat(codesOf(() -> new Username("a" + "\u0301\u0316".repeat(500_000))))
                .containsExactly("max_length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a%2fb", ".", "..", "a\nb", "a\u007fb", "a\u0085b", "\uff0f", "\u2025"})
    void usernameIsFitForAPathAndALogLine(String raw) {
        assertThat(codesOf(() -> new Username(raw))).containsExactly("invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", ".a", "a.", "a b", "a;b", "a?b#c", "' or 1=1 --"})
    void usernameMayContainMuch(String raw) {
        assertThat(new Username(raw).value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ada.lovelace+x@example.org", "\"q\"@[127.0.0.1]", "ж@пример.рф"})
    void emailAddressHasTextAroundOneAt(String raw) {
        assertThat(new EmailAddress(" " + raw + "\n").value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a\n@b", "a\u0007@b"})
    void emailAddressOfAnotherShapeIsRefused(String raw) {
        assertThat(codesOf(() -> new EmailAddress(raw))).containsExactly("invalid");
    }

    @Test
    void emailAddressHasUpTo254CodePoints() {
        assertThat(new EmailAddress("😀".repeat(252) + "@b").value()).hasSize(506);
        assertThat(codesOf(() -> new EmailAddress("a".repeat(253) + "@b"))).containsExactly("max_length");
    }

    @Test
    void personNameMayBeUnknownAndHasUpTo150CodePoints() {
        assertThat(new PersonName(" \u00a0")).isEqualTo(PersonName.UNKNOWN).hasToString("");
        assertThat(new PersonName(" Ada ")).hasToString("Ada");
        assertThat(new PersonName("😀".repeat(150)).value()).hasSize(300);
        assertThat(codesOf(() -> new PersonName("😀".repeat(151)))).containsExactly("max_length");
    }

    @Test
    void passwordHasUpTo72BytesAndIsTakenAsTyped() {
        assertThat(new Password(" a\u00a0 ").value()).isEqualTo(" a\u00a0 ");
        assertThat(new Password("\uff41").value()).isEqualTo("\uff41");
        assertThat(new Password("a".repeat(72)).value()).hasSize(72);
        assertThat(new Password("😀".repeat(18)).value()).hasSize(36);
        assertThat(codesOf(() -> new Password("a".repeat(73)))).containsExactly("max_length");
        assertThat(codesOf(() -> new Password("😀".repeat(18) + "a"))).containsExactly("max_length");
        assertThat(codesOf(() -> new Password(""))).containsExactly("blank");
    }

    static Stream<Function<String, Object>> texts() {
        return Stream.of(
                Username::new,
                EmailAddress::new,
                PersonName::new,
                Password::new,
                text -> new PasswordPolicy(1_000, Set.of()).chosen(text),
                Username::chosen,
                Role::parse);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void messagesDoNotRepeatWhatWasRefused(Function<String, Object> type) {
        for (String text : List.of("hidden\u0000", "hidden\ud800", "hidden/".repeat(100))) {
            assertThat(catchThrowableOfType(ValidationException.class, () -> type.apply(text))
                            .violations()
                            .toString())
                    .doesNotContain("hidden");
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nothingIsTakenThatNotEveryDatabaseKeeps(Function<String, Object> type) {
        assertThat(codesOf(() -> type.apply("a\u0000"))).containsAnyOf("null_character", "invalid_choice");
        assertThat(codesOf(() -> type.apply("a\ud800"))).containsAnyOf("invalid_unicode", "invalid_choice");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new Password("secret").toString()).doesNotContain("secret");
        assertThat(new PasswordHash("secret").toString()).doesNotContain("secret");
    }

    @Test
    void rolesAreSpelledInLowerCase() {
        for (Role role : Role.values()) {
            assertThat(Role.parse(role.code())).isEqualTo(role);
        }
        assertThat(Role.parse("admin")).isEqualTo(Role.ADMIN);
        assertThat(codesOf(() -> Role.parse("ADMIN"))).containsExactly("invalid_choice");
        assertThat(codesOf(() -> Role.parse(""))).containsExactly("invalid_choice");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void idsAndVersionsStartAtOne(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> account(value, ADA, Role.USER));
    }

    @Test
    void otherProfileAndRoleLeaveTheRest() {
        Account account = account(3, Profile.of(new Username("eve")), Role.USER);

        assertThat(account.with(ADA)).isEqualTo(account(3, ADA, Role.USER));
        assertThat(account.as(Role.ADMIN)).isEqualTo(account(3, account.profile(), Role.ADMIN));
        assertThat(account.with(ADA).username()).isEqualTo(new Username("ada"));
        assertThat(account.id()).hasToString("5");
    }

    @Test
    void accountThatIsSwitchedOffIsNoActiveAdministrator() {
        Account admin = account(3, ADA, Role.ADMIN).withActive(true);

        assertThat(admin.isActiveAdministrator()).isTrue();
        assertThat(admin.as(Role.USER).isActiveAdministrator()).isFalse();
        assertThat(admin.withActive(false).isActiveAdministrator()).isFalse();
        assertThat(admin.withActive(false).withActive(true)).isEqualTo(admin);
    }

    @Test
    void tokensAreTakenBackByTheNextTokenVersion() {
        Account account = account(3, ADA, Role.USER);

        assertThat(account.withTokensRevoked())
                .returns(account.tokenVersion() + 1, Account::tokenVersion)
                .returns(3L, Account::version);
    }

    private static Account account(long version, Profile profile, Role role) {
        EmailAddress email = new EmailAddress("ada@example.org");
        return new Account(
                new AccountId(5), version, profile, email, role, false, 7, JOINED, JOINED.plusSeconds(1), null);
    }

    @Test
    void idsAndVersionsStartAtOne() {
        Account first = new Account(new AccountId(1), 1, ADA, null, Role.USER, true, 0, JOINED, null, null);

        assertThat(first.version()).isEqualTo(1);
        assertThat(first.id()).hasToString("1");
    }

    @Test
    void secretsAreMaskedAndAddressesAreNot() {
        assertThat(new Password("correct horse battery")).hasToString("********");
        assertThat(PasswordHash.NONE).hasToString("********");
        assertThat(new EmailAddress("ada@example.org")).hasToString("ada@example.org");
    }
}
