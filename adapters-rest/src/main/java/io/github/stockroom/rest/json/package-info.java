/** JSON in and out, by token: strict reading of request bodies, direct writing of records. */
@NullMarked
package io.github.stockroom.rest.json;

import org.jspecify.annotations.NullMarked;
