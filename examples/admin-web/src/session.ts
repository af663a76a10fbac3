const KEY = "admin.session";

interface Tokens {
  access: string;
  refresh: string;
}

export async function signIn(username: string, password: string): Promise<void> {
  localStorage.setItem(KEY, JSON.stringify(await post("api/token", { username, password })));
}

/** Ends the sessions of the account on all devices. */
export async function signOut(): Promise<void> {
  const access = await accessToken();
  localStorage.removeItem(KEY);
  if (access) {
    await fetch("api/v1/users/auth/logout", { method: "POST", headers: { Authorization: `Bearer ${access}` } });
  }
}

/** Returns the access token. A token that ends within 5 seconds is renewed first, once for all requests and tabs. */
export async function accessToken(): Promise<string | undefined> {
  const tokens = load();
  if (!tokens || secondsLeft(tokens.access) > 5) {
    return tokens?.access;
  }
  return navigator.locks.request(KEY, async () => {
    const current = load();
    if (current?.access === tokens.access) {
      const renewed = await post("api/token/refresh", { refresh: current.refresh }).catch((error: unknown) => {
        if (error instanceof Refused) {
          localStorage.removeItem(KEY); // final: the person signs in again
          return undefined;
        }
        throw error;
      });
      if (renewed) {
        localStorage.setItem(KEY, JSON.stringify(renewed));
      }
    }
    return load()?.access;
  });
}

class Refused extends Error {}

function load(): Tokens | undefined {
  return JSON.parse(localStorage.getItem(KEY) ?? "null") ?? undefined;
}

function secondsLeft(access: string): number {
  const { exp } = JSON.parse(atob(access.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))) as { exp: number };
  return exp - Date.now() / 1000;
}

async function post(path: string, body: object): Promise<Tokens> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    const { detail } = (await response.json()) as { detail: string };
    throw response.status === 401 ? new Refused(detail) : new Error(detail);
  }
  return (await response.json()) as Tokens;
}
