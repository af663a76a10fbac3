package io.github.stockroom.bootstrap;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.EnsuredAccount;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.audit.AuditEvent;
import io.github.stockroom.rest.audit.AuditLog;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.InitializingBean;

/**
 * Makes the account {@code admin} while there is no administrator. Its password comes from the operator; only on the
 * embedded database, and only if none was given, it is a random one, printed once and never logged.
 */
final class FirstAdministrator implements InitializingBean {

    private static final Username NAME = new Username("admin");
    private static final int RANDOM_BYTES = 15;

    private final StockroomSettings settings;
    private final PasswordPolicy passwords;
    private final Accounts accounts;

    FirstAdministrator(StockroomSettings settings, PasswordPolicy passwords, Accounts accounts) {
        this.settings = settings;
        this.passwords = passwords;
        this.accounts = accounts;
    }

    @Override
    public void afterPropertiesSet() {
        String given = settings.adminPassword();
        if (given != null && !given.isEmpty()) {
            ensure(() -> chosen(given));
        } else if (!settings.database().isExternal()) {
            Password random = random();
            if (ensure(() -> random)) {
                print(random);
            }
        }
    }

    /** Returns true if the account became an administrator now. */
    private boolean ensure(Supplier<Password> password) {
        Optional<EnsuredAccount> ensured = accounts.ensureAdministrator(NAME, password);
        ensured.ifPresent(FirstAdministrator::log);
        return ensured.isPresent();
    }

    private static void log(EnsuredAccount ensured) {
        Account account = ensured.account();
        if (ensured.created()) {
            AuditLog.recordAtStart(
                    AuditEvent.ACCOUNT_CREATED,
                    account,
                    Map.of("role", account.role().code()));
        } else {
            AuditLog.recordAtStart(AuditEvent.ACCOUNT_CHANGED, account, AuditLog.changeOf(account, true, false));
        }
    }

    /** Only when it is needed: one that was set before the rules became stricter stops no start. */
    private Password chosen(String password) {
        try {
            return passwords.chosen(password, NAME.value());
        } catch (ValidationException e) {
            throw new SettingException("STOCKROOM_ADMIN_PASSWORD must have " + passwords.minLength()
                    + " characters or more, " + Password.MAX_BYTES
                    + " bytes or less, and be no common password and not the name admin.");
        }
    }

    private static Password random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Password(Base64.getUrlEncoder().encodeToString(bytes));
    }

    /** Past the log, which is kept and shipped. */
    @SuppressWarnings("SystemOut")
    private static void print(Password password) {
        System.out.println("The first start made the account \"" + NAME + "\" with the password " + password.value()
                + " ; it is not shown again.");
    }
}
