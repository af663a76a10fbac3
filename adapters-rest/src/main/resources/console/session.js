// Who is signed in. Tokens live as long as this tab, so that nobody finds them on the disk later.

import { attempt, toProblem } from './http.js';

const KEY = 'stockroom.session';

/** Fires `change` when somebody else is signed in, or nobody any more, and `ended` when the service takes the tokens no longer. */
class Session extends EventTarget {
  #state = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  #renewal = null;

  get isOpen() {
    return this.#state !== null;
  }

  get accessToken() {
    return this.#state?.access ?? null;
  }

  get name() {
    return this.#state?.name ?? null;
  }

  get isAdministrator() {
    return this.#state?.role === 'admin';
  }

  async signIn(username, password) {
    const { access, refresh } = await answer(attempt('POST', 'api/token', { json: { username, password } }));
    const caller = await answer(attempt('GET', 'auth/check_token', {}, access));
    this.#set({ access, refresh, name: caller.user_name, role: caller.role });
  }

  /** Goes on with other tokens of the same person. */
  goOn({ access, refresh }) {
    this.#set({ ...this.#state, access, refresh });
  }

  /** Ends all sessions of the account; the tab forgets its tokens even if the service cannot be told. */
  async signOut() {
    const token = this.accessToken;
    this.#set(null);
    await attempt('POST', 'api/v1/users/auth/logout', {}, token);
  }

  /** Gets a new access token, or ends the session. Many may wait for one renewal. */
  renew() {
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renew() {
    const state = this.#state;
    const response = await attempt('POST', 'api/token/refresh', { json: { refresh: state?.refresh } });
    if (this.#state !== state) {
      return; // signed out or in meanwhile
    }
    if (response.ok) {
      this.#set({ ...state, access: response.data.access, refresh: response.data.refresh });
    } else if (response.status < 500) {
      this.#set(null);
      this.dispatchEvent(new Event('ended'));
    } else {
      throw toProblem(response);
    }
  }

  #set(state) {
    const other = state?.name !== this.#state?.name;
    this.#state = state;
    if (state) {
      sessionStorage.setItem(KEY, JSON.stringify(state));
    } else {
      sessionStorage.removeItem(KEY);
    }
    if (other) {
      this.dispatchEvent(new Event('change'));
    }
  }
}

async function answer(attempted) {
  const response = await attempted;
  if (!response.ok) {
    throw toProblem(response);
  }
  return response.data;
}

export const session = new Session();
