import { randomUUID } from "node:crypto";
import { join } from "node:path";
import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Environment } from "./environment";

const ACCOUNT = { username: "ada", password: "correct horse battery" };
const SCREENSHOTS = join(import.meta.dirname, "../target/screenshots");

let environment: Environment;
let context: BrowserContext;
/** In the titles of a test, so that tests do not see each other's movies. */
let marker: string;
/** "METHOD /path" of each request of the pages to the service. */
let requests: string[];

beforeAll(async () => {
  environment = await Environment.start({ root: join(import.meta.dirname, ".."), accessLifetime: "5s" });
  const body = { user_name: ACCOUNT.username, password: ACCOUNT.password };
  const { response } = await environment.client.POST("/users/create_user", { body });
  expect(response.status).toBe(201);
});

afterAll(() => environment?.stop());

beforeEach(async () => {
  marker = randomUUID().slice(0, 8);
  context = await environment.browser.newContext();
  context.setDefaultTimeout(15_000);
  requests = [];
  context.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) {
      requests.push(`${request.method()} ${pathname}`);
    }
  });
});

afterEach(() => context.close());

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const alert = (page: Page) => page.getByRole("alert");

async function open(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(environment.pageUrl);
  return page;
}

async function signIn(page: Page) {
  await page.getByLabel("User name").fill(ACCOUNT.username);
  await page.getByLabel("Password").fill(ACCOUNT.password);
  await page.keyboard.press("Enter");
  await page.getByLabel("Password").waitFor({ state: "detached" });
}

async function openSignedIn(): Promise<Page> {
  const page = await open();
  await signIn(page);
  return page;
}

/** Another client of the same person. */
async function elsewhere() {
  const { data } = await environment.client.POST("/api/token", { body: ACCOUNT });
  return { Authorization: `Bearer ${data!.access}` };
}

/** Creates a movie for each title. */
async function create(...titles: string[]) {
  const movies = titles.map((title, i) => ({ title, year: 1990 + i, description: null }));
  const { response } = await environment.client.POST("/api/v1/movie", { headers: await elsewhere(), body: movies });
  expect(response.status).toBe(201);
}

async function stored(q: string) {
  const { data } = await environment.client.GET("/api/v1/movie", { params: { query: { q } } });
  return data as { title: string; year: number }[];
}

async function search(page: Page, text: string) {
  await page.getByLabel("Search").fill(text);
  await page.waitForFunction((q) => new URLSearchParams(location.hash.slice(1)).get("q") === q, text);
  await page.locator(".movies[aria-busy=false]").waitFor({ state: "attached" });
}

const titles = (page: Page) => page.locator(".movies h2").allTextContents();

/** Waits until the access token that the page holds has expired. */
async function expiry(page: Page) {
  await page.waitForFunction(() => {
    const { access } = JSON.parse(localStorage.getItem("movies.session")!) as { access: string };
    const { exp } = JSON.parse(atob(access.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))) as { exp: number };
    return Date.now() / 1000 > exp;
  });
}

const MOVIES = "**/api/v1/movie**";

/**
 * Loses the first answers that tell success to requests for movies with this method.
 *
 * @returns the idempotency keys of all requests that succeeded, as they are sent
 */
async function loseAnswers(page: Page, method: string, number: number) {
  const keys: (string | undefined)[] = [];
  await page.route(MOVIES, async (route) => {
    if (route.request().method() !== method) {
      return route.continue();
    }
    const response = await route.fetch();
    if (response.ok()) {
      keys.push(route.request().headers()["idempotency-key"]);
    }
    return response.ok() && keys.length <= number ? route.abort("connectionreset") : route.fulfill({ response });
  });
  return keys;
}

test("signs in, and out", async () => {
  const page = await open();
  await page.getByLabel("User name").fill(ACCOUNT.username);
  await page.getByLabel("Password").fill("wrong");
  await button(page, "Sign in").click();
  expect(await alert(page).textContent()).toBe("No active account found with the given credentials");

  await signIn(page);
  await page.getByRole("heading", { name: "Movies" }).waitFor();

  await button(page, "Sign out").click();
  await page.getByText("You are signed out.").waitFor();
  await page.reload();
  await button(page, "Sign in").waitFor();
});

test("searches, sorts and pages", async () => {
  await create(...Array.from({ length: 45 }, (_, i) => `${marker} ${String(i).padStart(2, "0")}`));
  const page = await openSignedIn();
  await search(page, marker);

  const first = await titles(page);
  await button(page, "Next page").click();
  await page.getByText("Page 2", { exact: true }).waitFor();
  await page.getByText(`${marker} 20`).waitFor();
  const second = await titles(page);
  await button(page, "Next page").click();
  await page.getByText(`${marker} 40`).waitFor();
  const third = await titles(page);
  expect(await button(page, "Next page").isDisabled()).toBe(true);
  expect([...first, ...second, ...third]).toHaveLength(45);
  expect(new Set([...first, ...second, ...third]).size).toBe(45);

  await button(page, "Previous page").click();
  await page.getByText(`${marker} 20`).waitFor();
  expect(await titles(page)).toEqual(second);

  await page.getByLabel("Sort by").selectOption("Newest first");
  await page.getByText(`${marker} 44`).waitFor();
  await page.reload();
  await page.getByText(`${marker} 44`).waitFor();
  expect((await titles(page))[0]).toContain("2034");
});

test("uses each refresh token once, though two tabs meet an expired token", async () => {
  await create(`Alien ${marker}`, `Brazil ${marker}`);
  const [one, two] = [await openSignedIn(), await open()];
  await two.getByRole("heading", { name: "Movies", exact: true }).waitFor();
  await expiry(one);
  const refreshes: string[] = [];
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/token/refresh") {
      refreshes.push(request.postData()!);
    }
  });

  await Promise.all([search(one, `Alien ${marker}`), search(two, `Brazil ${marker}`)]);

  expect(await titles(one)).toEqual([`Alien ${marker} 1990`]);
  expect(await titles(two)).toEqual([`Brazil ${marker} 1991`]);
  // The next token may expire too before a slow browser has shown both lists.
  expect([1, 2]).toContain(refreshes.length);
  expect(new Set(refreshes).size).toBe(refreshes.length);
});

test("creates and edits, with each mistake at its field", async () => {
  const page = await openSignedIn();
  await button(page, "Add a movie").click();
  await page.getByLabel("Year").fill("soon");
  await button(page, "Save").click();
  await page.getByText("Enter a title.").waitFor();

  const title = page.getByRole("textbox", { name: "Title" });
  expect(await title.getAttribute("aria-invalid")).toBe("true");
  expect(await title.evaluate((input) => input === document.activeElement)).toBe(true);
  const description = await page.getByLabel("Year").getAttribute("aria-describedby");
  expect(await page.locator(`[id="${description}"]`).textContent()).toBe("Enter a year, such as 1995.");

  await title.fill(`Heat ${marker}`);
  await page.getByLabel("Year").fill("1995");
  await page.keyboard.press("Enter");
  await page.getByText(`“Heat ${marker}” was created.`).waitFor();

  await search(page, marker);
  await button(page, `Edit Heat ${marker}`).click();
  await page.getByLabel("Description").fill("A thief and a detective.");
  await button(page, "Save").click();
  await page.getByText("A thief and a detective.").waitFor();
  expect(await stored(marker)).toMatchObject([{ title: `Heat ${marker}`, year: 1995 }]);
});

test("shows both versions to the second of two tabs, and saves the one that is chosen", async () => {
  await create(`Heat ${marker}`);
  const [one, two] = [await openSignedIn(), await open()];
  for (const page of [one, two]) {
    await search(page, marker);
    await button(page, `Edit Heat ${marker}`).click();
    await page.getByLabel("Year").waitFor();
  }
  const save = async (page: Page, year: string) => {
    await page.getByLabel("Year").fill(year);
    await button(page, "Save").click();
  };
  await save(one, "1995");
  await one.getByText("was saved.").waitFor();

  await save(two, "1996");
  await two.getByRole("heading", { name: "This movie was changed elsewhere" }).waitFor();
  expect(await two.locator(".differs").allTextContents()).toEqual(["Year (differs)19961995"]);
  expect((await stored(marker))[0]!.year).toBe(1995);
  await button(two, "Save mine over it").click();
  await two.getByText("was saved.").waitFor();
  expect((await stored(marker))[0]!.year).toBe(1996);

  await button(one, `Edit Heat ${marker}`).click();
  await one.getByLabel("Year").waitFor();
  await button(two, `Edit Heat ${marker}`).click();
  await save(two, "1997");
  await two.getByText("1997", { exact: true }).waitFor();
  await save(one, "1998");
  await button(one, "Take the stored one").click();
  expect(await one.getByLabel("Year").inputValue()).toBe("1997");
});

test("creates one movie although the first answer is lost", async () => {
  const page = await openSignedIn();
  const sent = await loseAnswers(page, "POST", 1);
  await button(page, "Add a movie").click();
  await page.getByRole("textbox", { name: "Title" }).fill(`Heat ${marker}`);
  await page.getByLabel("Year").fill("1995");
  await button(page, "Save").click();
  await page.getByText("was created.").waitFor();

  expect(sent).toHaveLength(2);
  expect(sent[0]).toBeDefined();
  expect(sent[1]).toBe(sent[0]);
  expect(await stored(marker)).toHaveLength(1);
});

test("tells that an earlier attempt arrived if a creation is changed after all its answers were lost", async () => {
  const page = await openSignedIn();
  // All of them: a token that expires between two attempts makes the client begin again.
  await loseAnswers(page, "POST", Infinity);
  await button(page, "Add a movie").click();
  await page.getByRole("textbox", { name: "Title" }).fill(`Heat ${marker}`);
  await page.getByLabel("Year").fill("1995");
  await button(page, "Save").click();
  await page.getByText("The service cannot be reached.").waitFor();
  await page.unroute(MOVIES);

  await page.getByLabel("Year").fill("1996");
  await button(page, "Save").click();
  await page.getByText("The movie was created as you sent it first.").waitFor();
  expect(await stored(marker)).toMatchObject([{ year: 1995 }]);
});

test("does not show a conflict with a change of its own whose answer was lost", async () => {
  await create(`Heat ${marker}`);
  const page = await openSignedIn();
  await loseAnswers(page, "PATCH", 1);
  await search(page, marker);
  await button(page, `Edit Heat ${marker}`).click();
  await page.getByLabel("Year").fill("1995");
  await button(page, "Save").click();
  await page.getByText("The service cannot be reached.").waitFor();

  await button(page, "Save").click();
  await page.getByText("was saved.").waitFor();
  expect(await stored(marker)).toMatchObject([{ year: 1995 }]);
});

test("asks before it deletes", async () => {
  await create(`Heat ${marker}`);
  const page = await openSignedIn();
  await search(page, marker);
  const opener = button(page, `Delete Heat ${marker}`);
  await opener.click();
  await page.getByText("This cannot be undone.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await stored(marker)).toHaveLength(1);

  await opener.click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText(`Nothing matches “${marker}”.`).waitFor();
  expect(await stored(marker)).toHaveLength(0);
});

test("does not loop after a sign-out elsewhere, and keeps what was typed", async () => {
  const page = await openSignedIn();
  await button(page, "Add a movie").click();
  await page.getByRole("textbox", { name: "Title" }).fill(`Heat ${marker}`);
  await page.getByLabel("Year").fill("1995");
  await environment.client.POST("/api/v1/users/auth/logout", { headers: await elsewhere() });
  requests.length = 0;

  await button(page, "Save").click();
  await page.getByRole("heading", { name: "Sign in again" }).waitFor();
  // A client that loops would send more beside these.
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) {
      await fetch("./api/v1/movie?limit=1");
    }
  });
  expect(requests.filter((request) => request !== "GET /api/v1/movie")).toEqual([
    "POST /api/v1/movie",
    "POST /api/token/refresh",
  ]);
  expect(requests).toHaveLength(22);

  await page.getByRole("dialog", { name: "Sign in again" }).getByLabel("Password").fill(ACCOUNT.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sign in again" }).waitFor({ state: "detached" });
  await button(page, "Save").click();
  await page.getByText("was created.").waitFor();
  expect(await stored(marker)).toHaveLength(1);
});

test("calls the service of another origin if config.json names one", async () => {
  await create(...Array.from({ length: 21 }, (_, i) => `${marker} ${String(i).padStart(2, "0")}`));
  const page = await context.newPage();
  await page.route("**/config.json", (route) => route.fulfill({ json: { apiUrl: environment.serviceUrl } }));
  await page.goto(environment.pageUrl);
  await signIn(page);
  await search(page, marker);
  await button(page, "Next page").click();
  await button(page, `Edit ${marker} 20`).click();
  await page.getByLabel("Year").fill("2020");
  await button(page, "Save").click();
  await page.getByText("was saved.").waitFor();
});

test.each([
  { scheme: "light", width: 1024 },
  { scheme: "dark", width: 320 },
] as const)("is accessible and fits: $scheme at $width px", async ({ scheme, width }) => {
  await create(`${marker}: Heat`, `${marker}: ${"Llanfairpwllgwyngyll".repeat(6)}`);
  const page = await open();
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: 720 });

  const look = async (view: string) => {
    await page.screenshot({ path: join(SCREENSHOTS, `${view}-${scheme}-${width}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  };

  await look("sign-in");
  await signIn(page);
  await page.locator(".movies[aria-busy=false]").waitFor();
  await look("list");
  await search(page, marker);
  await look("search");
  await button(page, "Add a movie").click();
  await button(page, "Save").click();
  await page.getByText("Enter a title.").waitFor();
  await look("errors");
  await page.keyboard.press("Escape");

  await button(page, `Delete ${marker}: Heat`).click();
  await page.getByText("This cannot be undone.").waitFor();
  await look("delete");
  await page.keyboard.press("Escape");

  await button(page, `Edit ${marker}: Heat`).click();
  await page.getByLabel("Year").fill("1995");
  await look("edit");
  const { data } = await environment.client.GET("/api/v1/movie", { params: { query: { title: `${marker}: Heat` } } });
  const { id } = (data as { id: string }[])[0]!;
  await environment.client.PATCH("/api/v1/movie/{id}", {
    params: { path: { id } },
    headers: await elsewhere(),
    body: { year: 1994, description: "A thief and a detective meet in Los Angeles." },
  });
  await button(page, "Save").click();
  await page.getByText("Stored now").waitFor();
  await look("conflict");

  await environment.client.POST("/api/v1/users/auth/logout", { headers: await elsewhere() });
  await button(page, "Save mine over it").click();
  await page.getByRole("heading", { name: "Sign in again" }).waitFor();
  await look("ended");
});
