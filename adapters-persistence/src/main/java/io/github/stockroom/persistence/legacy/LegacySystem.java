package io.github.stockroom.persistence.legacy;

import java.util.List;
import java.util.Set;

/** A replaced system, by the framework that made its tables. */
public enum LegacySystem {
    /** Django: accounts as {@code django.contrib.auth} has them, or a model on its abstract user. */
    DJANGO(new LegacyKind(
            LegacyAccounts.KIND,
            Set.of(
                    "id",
                    "username",
                    "password",
                    "first_name",
                    "last_name",
                    "email",
                    "is_staff",
                    "is_superuser",
                    "is_active",
                    "date_joined",
                    "last_login"),
            List.of())),
    /** Flask, with SQL of its own or SQLAlchemy. */
    FLASK(LegacyKind.ACCOUNTS_WITH_ROLES),
    /** FastAPI with SQLAlchemy. */
    FASTAPI(LegacyKind.ACCOUNTS_WITH_ROLES);

    private final LegacyKind accounts;

    LegacySystem(LegacyKind accounts) {
        this.accounts = accounts;
    }

    /** Returns the kind of table that its accounts are in. */
    public LegacyKind accounts() {
        return accounts;
    }
}
