// Talks to the public REST interface, as any front end may.

import { session } from './session.js';
import { attempt, base, toProblem } from './http.js';

/** Asks the person to sign in; resolves to whether they did. The page sets it. */
let askToSignIn = async () => false;

export function onSignInNeeded(ask) {
  askToSignIn = ask;
}

/**
 * Sends a request with the caller's token, renewed where it has expired.
 *
 * @param path below the service's address, such as `api/items`
 * @param options `query` (URLSearchParams), `json`, `headers`, `signal`; `as: 'blob'` for a body that is no JSON; `ask`: a person is
 *   waiting who may sign in for it
 * @returns the response, with its parsed body in `data`
 * @throws Problem unless the status is 2xx
 */
export async function request(method, path, options = {}) {
  const response = await withToken((token) => attempt(method, path, options, token), options.ask);
  if (!response.ok) {
    throw toProblem(response);
  }
  return response;
}

/** Makes this attempt again with another token where that helps. */
export async function withToken(attemptWith, ask = false) {
  let response = await attemptWith(session.accessToken);
  if (response.status === 401 && session.isOpen) {
    await session.renew();
    response = await attemptWith(session.accessToken);
  }
  if (response.status === 401 && ask && (await askToSignIn())) {
    response = await attemptWith(session.accessToken);
  }
  return response;
}

/**
 * The cursor of the next page; null on the last one. Only the cursor is taken from the link: behind a proxy the service may not
 * know by which address this page was reached.
 */
export function nextCursor(response) {
  const next = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '');
  return next && new URL(next[1], base).searchParams.get('cursor');
}

/** A random UUID. The browser's own function is there on secure origins only. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
