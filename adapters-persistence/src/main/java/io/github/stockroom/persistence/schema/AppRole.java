package io.github.stockroom.persistence.schema;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The role that the service logs in as, if not as the owner of the schema. It may read and write records, but change
 * neither the schema nor the change log. PostgreSQL only.
 */
public final class AppRole {

    /** The form of a role name: none that SQL would have to quote. */
    public static final String NAME = "[a-z][a-z0-9_]{0,62}";

    private static final Logger log = LoggerFactory.getLogger(AppRole.class);

    /** The role whose members log in to RDS with tokens; only RDS has it. */
    private static final String LOGIN_BY_TOKEN = "rds_iam";

    private final JdbcClient jdbc;
    private final String name;

    /** @param name matches {@link #NAME} */
    public AppRole(DataSource owner, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a role's name is lower-case letters, digits and underscores: " + name);
        }
        this.jdbc = JdbcClient.create(owner);
        this.name = name;
    }

    /** Makes the role if it is not there, and gives it what it needs in the schema as it is now. */
    public void grant() {
        if (!exists(name)) {
            execute("create role " + name + " login");
        }
        allowTokens();
        String database = jdbc.sql("select quote_ident(current_database())")
                .query(String.class)
                .single();
        for (String statement : List.of(
                "grant connect on database " + database + " to " + name,
                "grant usage on schema public to " + name,
                "grant select, insert, update, delete on all tables in schema public to " + name,
                "grant usage, select, update on all sequences in schema public to " + name,
                "revoke insert, update, delete on databasechangelog, databasechangeloglock from " + name)) {
            execute(statement);
        }
        log.info("{} may read and write records", name);
    }

    private void allowTokens() {
        if (exists(LOGIN_BY_TOKEN)) {
            execute("grant " + LOGIN_BY_TOKEN + " to " + name);
        } else {
            log.warn("this server has no role {}: {} cannot log in with tokens", LOGIN_BY_TOKEN, name);
        }
    }

    private boolean exists(String role) {
        return jdbc.sql("select exists (select from pg_roles where rolname = ?)")
                .param(role)
                .query(Boolean.class)
                .single();
    }

    private void execute(String statement) {
        jdbc.sql(statement).update();
    }
}
