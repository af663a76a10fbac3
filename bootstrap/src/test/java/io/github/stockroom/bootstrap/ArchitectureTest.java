package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.domain.account.Account;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code to {@link ArchitectureRules}, and the rules to code that breaks each of them. */
class ArchitectureTest {

    private static final String ROOT = "io.github.stockroom";
    private static final String FIXTURE = ROOT + ".archfixture";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(FIXTURE);

    static Set<String> rules() {
        return new TreeSet<>(new ArchitectureRules(ROOT, CODE).all().keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theCodeKeepsTheRule(String name) {
        new ArchitectureRules(ROOT, CODE).all().get(name).check(CODE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleNoticesViolations(String name) {
        ArchRule rule = new ArchitectureRules(FIXTURE, VIOLATIONS).all().get(name);
        assertThat(rule.evaluate(VIOLATIONS).hasViolation()).isTrue();
    }

    @Test
    void theRulesLookAtTheWholeCode() {
        assertThat(CODE.contain(Account.class)).isTrue();
        assertThat(CODE.contain(AccountRepository.class)).isTrue();
        assertThat(CODE.contain(StockroomApplication.class)).isTrue();
        assertThat(CODE.contain(ROOT + ".rest.account.AccountRoutes")).isTrue();
        assertThat(CODE.contain(ROOT + ".persistence.account.JdbcAccountRepository"))
                .isTrue();
        assertThat(CODE).noneMatch(type -> type.getPackageName().startsWith(FIXTURE));
    }
}
