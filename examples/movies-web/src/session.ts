import type { Fetch } from "./retry";

/** `ended`: the service has refused the refresh token, so the same person must sign in again. */
export type SessionState =
  | { status: "signed-out" }
  | { status: "ended"; username: string }
  | { status: "signed-in"; username: string; access: string; refresh: string };

/** Runs one piece of work at a time, in all tabs. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const KEY = "movies.session";
const SIGNED_OUT: SessionState = { status: "signed-out" };

/**
 * Holds the token pair and puts the access token on requests.
 *
 * All tabs share one pair in `localStorage`. A copy for each tab would not do: the service takes a used refresh token for
 * theft and ends the session.
 */
export class Session {
  readonly #listeners = new Set<() => void>();
  #text: string | null = null;
  #state = SIGNED_OUT;

  /**
   * @param send sends requests as they are
   * @param exclusively the Web Locks API in a browser
   */
  constructor(
    private readonly apiUrl: string,
    private readonly send: Fetch,
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
    private readonly exclusively: Exclusively,
  ) {}

  /** The state that all tabs share. The same object is returned until the state changes. */
  get state(): SessionState {
    const text = this.storage.getItem(KEY);
    if (text !== this.#text) {
      this.#text = text;
      this.#state = text === null ? SIGNED_OUT : (JSON.parse(text) as SessionState);
    }
    return this.#state;
  }

  /** Calls a listener after each change in this tab, and in another one if the page passes on its `storage` events. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  notify = (): void => this.#listeners.forEach((listener) => listener());

  /** Returns the service's response: 200, or the problem to show. */
  async signIn(username: string, password: string): Promise<Response> {
    const response = await this.send(this.#post("/api/token", { username, password }));
    if (response.ok) {
      this.#store({ status: "signed-in", username, ...((await response.json()) as Tokens) });
    }
    return response;
  }

  /** Signs out here at once, and then everywhere. Rejects if the service could not be told. */
  async signOut(): Promise<void> {
    const last = this.state;
    if (last.status !== "signed-in") {
      return this.leave();
    }
    try {
      // The service ignores an expired access token at log-out, and the refresh token would stay valid.
      await this.#refresh(last.access);
      const now = this.state;
      if (now.status === "signed-in") {
        await this.send(authorized(this.#post("/api/v1/users/auth/logout", {}), now.access));
      }
    } finally {
      this.leave();
    }
  }

  /** Forgets the tokens. */
  leave = (): void => this.#store(SIGNED_OUT);

  /**
   * Sends a request with the access token. After a 401 it refreshes the pair and sends the request once more.
   * It never sends a request a third time, so a service that keeps answering 401 cannot make it loop.
   */
  fetch: Fetch = async (request) => {
    const { state } = this;
    if (state.status !== "signed-in") {
      return this.send(request);
    }
    const response = await this.send(authorized(request.clone(), state.access));
    if (response.status !== 401) {
      return response;
    }
    const refusal = await this.#refresh(state.access);
    const now = this.state;
    if (refusal || now.status !== "signed-in") {
      return refusal ?? response;
    }
    return this.send(authorized(request, now.access));
  };

  /**
   * Replaces the pair unless another request or tab has done so since `access` was read.
   *
   * @returns the response of the service if it gave no new pair
   */
  #refresh(access: string): Promise<Response | undefined> {
    return this.exclusively(async () => {
      const { state } = this;
      if (state.status !== "signed-in" || state.access !== access) {
        return undefined;
      }
      const response = await this.send(this.#post("/api/token/refresh", { refresh: state.refresh }));
      const tokens = response.ok ? ((await response.json()) as Tokens) : undefined;
      if (this.state !== state) {
        return undefined; // signed out meanwhile
      }
      if (tokens) {
        this.#store({ ...state, ...tokens });
        return undefined;
      }
      // 401 is final, whatever its code. After any other status (429, 503) the pair may still be good.
      if (response.status === 401) {
        this.#store({ status: "ended", username: state.username });
      }
      return response;
    });
  }

  #post(path: string, body: object): Request {
    return new Request(this.apiUrl + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      // A refresh that hangs would block all tabs.
      signal: AbortSignal.timeout(30_000),
    });
  }

  #store(state: SessionState): void {
    if (state.status === "signed-out") {
      this.storage.removeItem(KEY);
    } else {
      this.storage.setItem(KEY, JSON.stringify(state));
    }
    this.notify();
  }
}

interface Tokens {
  access: string;
  refresh: string;
}

function authorized(request: Request, access: string): Request {
  request.headers.set("Authorization", `Bearer ${access}`);
  return request;
}
