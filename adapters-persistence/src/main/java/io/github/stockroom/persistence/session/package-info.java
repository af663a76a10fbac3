/**
 * Sessions in the tables {@code sessions} and {@code refresh_tokens}, attempts in {@code sign_in_attempts}, clients in
 * {@code known_clients}.
 */
@NullMarked
package io.github.stockroom.persistence.session;

import org.jspecify.annotations.NullMarked;
