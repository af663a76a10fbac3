package io.github.stockroom.rest.account;

import static io.github.stockroom.rest.openapi.Schemas.array;
import static io.github.stockroom.rest.openapi.Schemas.choice;
import static io.github.stockroom.rest.openapi.Schemas.count;
import static io.github.stockroom.rest.openapi.Schemas.nullable;
import static io.github.stockroom.rest.openapi.Schemas.object;
import static io.github.stockroom.rest.openapi.Schemas.text;
import static io.github.stockroom.rest.openapi.Schemas.truth;

import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PersonName;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import io.github.stockroom.rest.openapi.Examples;
import io.github.stockroom.rest.openapi.OperationDescription;
import io.github.stockroom.rest.openapi.QueryParameters;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class AccountDescription implements ApiDescription {

    private static final String PROFILE = "/api/v1/users/auth/user";
    private static final Map<String, Object> NEW_ACCOUNT =
            Examples.object("user_name", "ada", "password", "correct horse", "role", "user");

    @Override
    public void describe(Api api) {
        var accounts = api.group("accounts", "Accounts: one's own, and, for administrators, those of all.");
        profile(api, accounts);
        accounts.operation("GET /api/v1/users", "listAccounts", "List accounts, as the earlier movies system did")
                .takesHeaders("Prefer-Read")
                .answersJson(200, "All accounts, by id.", array(api.schema("Account", account())), null)
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 406);
        accounts.operation("GET /users/read_all", "listUsers", "List accounts, as the earlier tracker did")
                .takesHeaders("Prefer-Read")
                .answersJson(200, "All accounts, by id.", array(api.schema("User", user())), null)
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 406);
        accounts.operation("POST /users/create_user", "createUser", "Create an account")
                .description("Only an administrator may make another one.")
                .takesHeaders("Idempotency-Key")
                .takes(MediaTypes.JSON, api.schema("NewUser", newUser()), NEW_ACCOUNT)
                .answersJson(201, "`null`.", nullable(object("Always null.", Map.of(), List.of())), null)
                .with("Cache-Control", "Preference-Applied", "Idempotency-Replayed")
                .fails(400, 406, 409, 413, 415, 422);
        accounts.operation("PUT /users/update", "changeOwnRole", "Change one's own role")
                .takes(
                        MediaTypes.JSON,
                        api.schema("RoleChange", object("A role.", Map.of("role", role()), List.of("role"))),
                        Map.of("role", "admin"))
                .answers(204, "Done.")
                .with("Preference-Applied")
                .fails(400, 413, 415, 422);
        accounts.operation("DELETE /users/delete/{name}", "deleteUser", "Delete an account")
                .pathVariable("name", "The user name.", username(), "ada")
                .answers(204, "It is gone.")
                .with("Preference-Applied")
                .fails(400, 404, 422);
    }

    private static void profile(Api api, Api.Group accounts) {
        Schema<?> profile = api.schema("Profile", profile());
        Map<String, Object> example = Examples.object(
                "pk", 1, "username", "ada", "email", "ada@example.com", "first_name", "Ada", "last_name", "Lovelace");
        accounts.operation("GET " + PROFILE, "getProfile", "Get one's own account")
                .parameter(QueryParameters.fields(ProfileFields.ALL))
                .parameter(QueryParameters.jsonOnly())
                .takesHeaders("If-None-Match", "Prefer-Read")
                .answersJson(200, "The account.", profile, example)
                .with("ETag", "Cache-Control", "Preference-Applied")
                .answers(304, "The account is still the one with this `ETag`.")
                .with("ETag", "Cache-Control", "Preference-Applied")
                .fails(400, 404, 406);
        write(accounts.operation("PUT " + PROFILE, "replaceProfile", "Change one's own account"), profile, example)
                .description("Names of the person that are absent stay as they are.")
                .takes(
                        MediaTypes.JSON,
                        api.schema("ProfileDetails", changes(List.of("username"))),
                        Map.of("username", "ada"));
        var patch = api.schema("ProfilePatch", changes(List.of()));
        write(
                        accounts.operation("PATCH " + PROFILE, "updateProfile", "Change some of one's own account"),
                        profile,
                        example)
                .takes(MediaTypes.JSON, patch, Map.of("first_name", "Ada"))
                .takes(MediaTypes.MERGE_PATCH, patch, Map.of("first_name", "Ada"));
    }

    private static OperationDescription write(OperationDescription operation, Schema<?> profile, Object example) {
        return operation
                .takesHeaders("If-Match", "If-None-Match", "Prefer-Write")
                .answersJson(200, "The account as it is now.", profile, example)
                .with("ETag", "Cache-Control", "Preference-Applied")
                .answers(204, "Done; with `Prefer: return=minimal`.")
                .with("ETag", "Preference-Applied")
                .fails(400, 404, 406, 409, 412, 413, 415, 428);
    }

    private static Schema<?> profile() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("pk", count().readOnly(true));
        members.put("username", username());
        members.put("email", text().readOnly(true).description("Empty when there is none."));
        members.put("first_name", personName());
        members.put("last_name", personName());
        return object("The caller's account.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> changes(List<String> required) {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("username", username());
        members.put("first_name", personName());
        members.put("last_name", personName());
        return object("What callers may change of their account.", members, required);
    }

    private static Schema<?> account() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("email", text().description("Empty when there is none."));
        members.put("last_login", nullable(text().format("date-time")));
        members.put("date_joined", text().format("date-time"));
        members.put("is_staff", truth().description("Whether it is an administrator's."));
        return object("An account.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> user() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("id", count());
        members.put("user_name", username());
        members.put("role", role());
        return object("An account.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> newUser() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("user_name", username());
        members.put(
                "password",
                text().format("password")
                        .description(
                                "At most " + Password.MAX_BYTES + " bytes of UTF-8, and at least as many characters as"
                                        + " this service wants, usually 8; no common password (`password_too_common`), nor the"
                                        + " user name or e-mail address (`password_too_similar`)."));
        members.put("role", role().description("`user` unless given."));
        members.put("email", nullable(text(0, EmailAddress.MAX_LENGTH)));
        members.put("first_name", nullable(personName()));
        members.put("last_name", nullable(personName()));
        return object("An account to be made.", members, List.of("user_name", "password"));
    }

    private static Schema<?> username() {
        return text(1, Username.MAX_LENGTH);
    }

    private static Schema<?> personName() {
        return text(0, PersonName.MAX_LENGTH);
    }

    private static Schema<?> role() {
        return choice(Stream.of(Role.values()).map(Role::code).toArray(String[]::new));
    }
}
