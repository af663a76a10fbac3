package io.github.stockroom.rest.account;

import static io.github.stockroom.rest.openapi.Schemas.array;
import static io.github.stockroom.rest.openapi.Schemas.choice;
import static io.github.stockroom.rest.openapi.Schemas.count;
import static io.github.stockroom.rest.openapi.Schemas.named;
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
    private static final String TOKEN = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final Map<String, Object> NEW_ACCOUNT =
            Examples.object("user_name", "ada", "password", "correct horse", "role", "user");

    @Override
    public void describe(Api api) {
        var accounts = api.group("accounts", "Accounts: one's own, and, for administrators, those of all.");
        profile(api, accounts);
        password(api, accounts);
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
                .fails(400, 409, 413, 415, 422);
        var change = api.schema("UserChange", userChange());
        accounts.operation("PATCH /users/{user_name}", "changeUser", "Change an account of anybody")
                .pathVariable("user_name", "The user name.", username(), "ada")
                .description("Unless everything stays, the sessions of the account end and its tokens are taken back.")
                .takes(MediaTypes.JSON, change, Map.of("active", false))
                .takes(MediaTypes.MERGE_PATCH, change, Map.of("role", "admin"))
                .answersJson(
                        200,
                        "The account as it is now.",
                        named("User"),
                        Examples.object("id", 1, "user_name", "ada", "role", "user", "active", false))
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 404, 406, 409, 413, 415, 422);
        accounts.operation("POST /users/{user_name}/reset", "makeResetToken", "Make a token for a new password")
                .pathVariable("user_name", "The user name.", username(), "ada")
                .description(
                        "The owner of the account redeems it at `/auth/reset`, once and within an hour. It takes the place of"
                                + " the last one. The sessions of the account end.")
                .answersJson(
                        201,
                        "The token, which is shown only once.",
                        api.schema("ResetToken", resetToken()),
                        Examples.object("token", TOKEN, "expires", "2026-01-31T13:00:00.123456Z"))
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 404, 406);
        accounts.operation("DELETE /users/delete/{name}", "deleteUser", "Delete an account")
                .pathVariable("name", "The user name.", username(), "ada")
                .answers(204, "It is gone.")
                .with("Preference-Applied")
                .fails(400, 404, 409, 422);
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

    private static void password(Api api, Api.Group accounts) {
        var schema = api.schema("PasswordChange", passwordChange());
        var example = Examples.object(
                "old_password", "correct horse", "new_password1", "battery staple", "new_password2", "battery staple");
        accounts.operation("POST /api/v1/users/auth/password/change", "changePassword", "Change one's own password")
                .description("Ends all sessions of the caller and takes back all tokens; the new ones go on.")
                .takes(MediaTypes.JSON, schema, example)
                .takes(MediaTypes.FORM, schema, example)
                .answersJson(
                        200,
                        "The password is changed.",
                        api.schema("PasswordChanged", passwordChanged()),
                        Examples.object("detail", "New password has been saved.", "refresh", "eyJ…", "access", "eyJ…"))
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 404, 406, 413, 415);
        var reset = api.schema("PasswordReset", passwordReset());
        var redeemed =
                Examples.object("token", TOKEN, "new_password1", "battery staple", "new_password2", "battery staple");
        accounts.operation("POST /auth/reset", "resetPassword", "Choose a new password with a reset token")
                .description("Ends all sessions of the account and takes back all of its tokens.")
                .takes(MediaTypes.JSON, reset, redeemed)
                .takes(MediaTypes.FORM, reset, redeemed)
                .answersJson(
                        200,
                        "The password is changed.",
                        named("Message"),
                        Map.of("detail", "Password has been reset with the new password."))
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 406, 413, 415, 422);
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
        members.put("active", truth().description("False: may not sign in, and its tokens are refused."));
        List<String> always = List.copyOf(members.keySet());
        members.put(
                "oidc_issuer",
                text().description("The outside issuer whose tokens are good for the account; absent: none."));
        members.put("oidc_subject", text().description("The claim `sub` of these tokens."));
        return object("An account.", members, always);
    }

    private static Schema<?> userChange() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("role", role());
        members.put("active", truth());
        members.put("password", newPassword());
        members.put(
                "oidc_issuer",
                nullable(text().maxLength(255)).description("With `oidc_subject`, or not at all; null in both: none."));
        members.put("oidc_subject", nullable(text().maxLength(255)));
        return object("What an administrator changes of an account.", members, List.of());
    }

    private static Schema<?> passwordChange() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("old_password", text().format("password"));
        members.put("new_password1", newPassword());
        members.put("new_password2", text().format("password").description("The same again."));
        return object("The old password, and the new one twice.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> passwordReset() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("token", text());
        members.put("new_password1", newPassword());
        members.put("new_password2", text().format("password").description("The same again."));
        return object("A reset token, and the new password twice.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> resetToken() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("token", text());
        members.put("expires", text().format("date-time"));
        return object("A reset token.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> passwordChanged() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("detail", text());
        members.put("refresh", text());
        members.put("access", text());
        return object("A message, and new tokens.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> newPassword() {
        return text().format("password")
                .description("At most " + Password.MAX_BYTES + " bytes of UTF-8, and at least as many characters as"
                        + " this service wants, usually 8; no common password (`password_too_common`), nor the"
                        + " user name or e-mail address (`password_too_similar`).");
    }

    private static Schema<?> newUser() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("user_name", username());
        members.put("password", newPassword());
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
