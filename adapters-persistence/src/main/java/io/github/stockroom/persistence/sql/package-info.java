/**
 * The base of all JDBC repositories: calls with translated failures, and queries written as SQL that H2 and PostgreSQL
 * share.
 */
@NullMarked
package io.github.stockroom.persistence.sql;

import org.jspecify.annotations.NullMarked;
