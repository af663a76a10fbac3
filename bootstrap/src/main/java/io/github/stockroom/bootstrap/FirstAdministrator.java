package io.github.stockroom.bootstrap;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import java.security.SecureRandom;
import java.util.Base64;
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
            accounts.ensureAdministrator(NAME, () -> chosen(given));
        } else if (!settings.database().isExternal()) {
            Password random = random();
            if (accounts.ensureAdministrator(NAME, () -> random)) {
                print(random);
            }
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
