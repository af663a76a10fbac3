package io.github.stockroom.bootstrap;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/**
 * Makes the account {@code admin} while there is no administrator. Its password comes from the operator; only on the embedded
 * database, and only if none was given, it is a random one, printed once and never logged.
 */
final class FirstAdministrator implements InitializingBean {

    private static final Username NAME = new Username("admin");
    private static final int RANDOM_BYTES = 15;

    private final StockroomSettings settings;
    private final Accounts accounts;

    FirstAdministrator(StockroomSettings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public void afterPropertiesSet() {
        Password given = given();
        if (given != null) {
            accounts.ensureAdministrator(NAME, () -> given);
        } else if (!settings.database().isExternal()) {
            Password random = random();
            if (accounts.ensureAdministrator(NAME, () -> random)) {
                print(random);
            }
        }
    }

    private @Nullable Password given() {
        String password = settings.adminPassword();
        if (password == null || password.isEmpty()) {
            return null;
        }
        int min = settings.password().minBytes();
        try {
            return Password.chosen(password, min);
        } catch (ValidationException e) {
            throw new SettingException(
                    "STOCKROOM_ADMIN_PASSWORD must have " + min + " to " + Password.MAX_BYTES + " bytes.");
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
