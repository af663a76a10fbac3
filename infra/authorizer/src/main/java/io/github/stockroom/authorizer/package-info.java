/**
 * The service's access rules in front of it: a Lambda function that API Gateway asks before it forwards a request. It
 * answers from the table and the policy of the domain and from the token alone; it asks neither the service nor a
 * database.
 */
@NullMarked
package io.github.stockroom.authorizer;

import org.jspecify.annotations.NullMarked;
