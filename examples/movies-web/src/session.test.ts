import { beforeEach, expect, test } from "vitest";
import { Session, type Exclusively } from "./session";

const API = "https://api.test";

/** A service whose access token can expire, and which notes the requests it received. */
class FakeService {
  readonly requests: string[] = [];
  generation = 1;
  refreshStatus = 200;
  refreshing = Promise.resolve();

  send = async (request: Request): Promise<Response> => {
    const path = request.url.slice(API.length);
    this.requests.push(path);
    switch (path) {
      case "/api/token":
        return this.#tokens();
      case "/api/token/refresh": {
        await this.refreshing;
        if (this.refreshStatus !== 200) {
          return Response.json({ code: "refused" }, { status: this.refreshStatus });
        }
        this.generation++;
        return this.#tokens();
      }
      default: {
        const isValid = request.headers.get("Authorization") === `Bearer access-${this.generation}`;
        return Response.json({ body: await request.text() }, { status: isValid ? 200 : 401 });
      }
    }
  };

  count(path: string) {
    return this.requests.filter((request) => request === path).length;
  }

  #tokens() {
    return Response.json({ access: `access-${this.generation}`, refresh: `refresh-${this.generation}` });
  }
}

/** What all tabs of a browser share. */
class Browser {
  readonly #items = new Map<string, string>();
  #last: Promise<unknown> = Promise.resolve();

  readonly storage = {
    getItem: (key: string) => this.#items.get(key) ?? null,
    setItem: (key: string, value: string) => void this.#items.set(key, value),
    removeItem: (key: string) => void this.#items.delete(key),
  };

  readonly exclusively: Exclusively = (work) => {
    const run = this.#last.then(work, work);
    this.#last = run;
    return run;
  };

  tab(service: FakeService) {
    return new Session(API, service.send, this.storage, this.exclusively);
  }
}

let service: FakeService;
let browser: Browser;
let session: Session;

beforeEach(async () => {
  service = new FakeService();
  browser = new Browser();
  session = browser.tab(service);
  await session.signIn("ada", "correct horse");
  service.requests.length = 0;
});

const get = (path = "/movies") => new Request(API + path);
const expire = () => service.generation++;

test("sends the access token", async () => {
  expect((await session.fetch(get())).status).toBe(200);
  expect(service.requests).toEqual(["/movies"]);
});

test("refreshes once for parallel requests, and sends each again with its body", async () => {
  expire();

  const bodies = ["a", "b", "c", "d", "e"];
  const responses = await Promise.all(
    bodies.map((body) => session.fetch(new Request(`${API}/movies`, { method: "POST", body }))),
  );

  expect(await Promise.all(responses.map((response) => response.json()))).toEqual(bodies.map((body) => ({ body })));
  expect(service.count("/api/token/refresh")).toBe(1);
  expect(service.count("/movies")).toBe(10);
});

test("refreshes once for parallel requests of two tabs", async () => {
  const other = browser.tab(service);
  expire();

  const responses = await Promise.all([session.fetch(get()), other.fetch(get())]);

  expect(responses.map(({ status }) => status)).toEqual([200, 200]);
  expect(service.count("/api/token/refresh")).toBe(1);
});

test("ends the session after a refused refresh, and sends no more", async () => {
  expire();
  service.refreshStatus = 401;

  const responses = await Promise.all([session.fetch(get()), session.fetch(get()), session.fetch(get())]);

  expect(responses.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(session.state).toEqual({ status: "ended", username: "ada" });
  expect(service.count("/api/token/refresh")).toBe(1);
  expect(service.count("/movies")).toBe(3);
});

test("does not loop while the service refuses even new tokens", async () => {
  session.subscribe(expire);
  expire();

  expect((await session.fetch(get())).status).toBe(401);
  expect(service.requests).toEqual(["/movies", "/api/token/refresh", "/movies"]);
});

test.each([429, 503])("keeps the session after a refresh is answered %i", async (status) => {
  expire();
  service.refreshStatus = status;

  expect((await session.fetch(get())).status).toBe(status);
  expect(session.state.status).toBe("signed-in");

  service.refreshStatus = 200;
  expect((await session.fetch(get())).status).toBe(200);
});

test("drops a new pair that arrives after signing out", async () => {
  const answer: { arrives?: () => void } = {};
  service.refreshing = new Promise((resolve) => (answer.arrives = resolve));
  expire();
  const response = session.fetch(get());
  await expect.poll(() => service.count("/api/token/refresh")).toBe(1);

  session.leave();
  answer.arrives!();

  expect((await response).status).toBe(401);
  expect(session.state.status).toBe("signed-out");
});

test("signs out with an access token that is still valid", async () => {
  expire();

  await session.signOut();

  expect(service.requests).toEqual(["/api/token/refresh", "/api/v1/users/auth/logout"]);
  expect(session.state.status).toBe("signed-out");
});

test("signs out here even if the service cannot be reached", async () => {
  service.send = () => Promise.reject(new TypeError("Failed to fetch"));
  const offline = browser.tab(service);

  await expect(offline.signOut()).rejects.toThrow("Failed to fetch");
  expect(offline.state.status).toBe("signed-out");
});

test("tells its listeners of a change", async () => {
  const seen: string[] = [];
  const unsubscribe = session.subscribe(() => seen.push(session.state.status));

  session.leave();
  unsubscribe();
  await session.signIn("ada", "correct horse");

  expect(seen).toEqual(["signed-out"]);
});
