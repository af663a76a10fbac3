package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.error;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest.Default;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that are given once and never changed (docs/contract.md: Records). */
class OddReadOnlyTest extends OddCaseSuite {

    @BeforeEach
    void requireReadOnlyMembers() {
        assumeFalse(resource.readOnly().isEmpty(), resource + " has no member that cannot be changed");
    }

    @Test
    void refusesAChangeAndChangesNothing() {
        for (String member : resource.readOnly().keySet()) {
            Reply record = create(resource.bodyWith(member, one(member)));
            String path = resource.path(record.id());
            String other = other(member);
            String error = error(member, "read_only");

            assertInvalid(http.patch(path, object(member, other)), error);
            assertInvalid(http.put(path, resource.bodyFor(record, member, other)), error);
            assertUnchanged(record);
        }
    }

    @Test
    void takesTheValueThatIsStored() {
        for (String member : resource.readOnly().keySet()) {
            Reply record = create(resource.bodyWith(member, one(member)));
            String path = resource.path(record.id());
            String same = record.json().required(member).toString();

            assertThat(http.patch(path, object(member, same)).status()).isEqualTo(200);
            assertThat(http.put(path, record.text()).status()).isEqualTo(200);
            assertUnchanged(record);
        }
    }

    private String one(String member) {
        Default byDefault = resource.defaults().get(member);
        return byDefault == null ? resource.value(member) : byDefault.json();
    }

    private String other(String member) {
        Default byDefault = resource.defaults().get(member);
        if (byDefault != null) {
            return byDefault.other();
        }
        if (resource.unique().contains(member)) {
            return resource.value(member);
        }
        String target = resource.references().get(member);
        if (target == null) {
            return String.valueOf(resource.readOnly().get(member));
        }
        ResourceUnderTest other = ResourceUnderTest.at(target).of(http);
        return http.post(target, other.body()).json().required("id").toString();
    }
}
