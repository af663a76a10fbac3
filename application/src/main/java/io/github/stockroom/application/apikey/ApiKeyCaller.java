package io.github.stockroom.application.apikey;

import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKeyId;
import java.util.List;

/**
 * The sender of a request with an API key.
 *
 * @param owner the account that the key acts for, in the role it has now
 * @param scopes what the key may do, as far as its owner may
 */
public record ApiKeyCaller(ApiKeyId key, Caller.SignedIn owner, List<Scope> scopes) {}
