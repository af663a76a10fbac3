import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Environment } from "../../movies-web/browser/environment";

const ACCOUNT = { username: "ada", password: "correct horse battery" };
const ROOT = join(import.meta.dirname, "..");

let environment: Environment;
let context: BrowserContext;
/** In the names of a test, so that tests do not see each other's products. */
let marker: string;

beforeAll(async () => {
  // react-admin's components bring their styles along, and write them into the page.
  environment = await Environment.start({ root: ROOT, accessLifetime: "10s", contentSecurity: "style-src 'self' 'unsafe-inline'" });
  const body = { user_name: ACCOUNT.username, password: ACCOUNT.password };
  const { response } = await environment.client.POST("/users/create_user", { body });
  expect(response.status).toBe(201);
  // An empty list has no search field.
  await environment.client.POST("/api/items", { body: { product: "Apple", price: 180 } });
});

afterAll(() => environment?.stop());

beforeEach(async () => {
  marker = randomUUID().slice(0, 8);
  context = await environment.browser.newContext({ viewport: { width: 1200, height: 900 } });
  context.setDefaultTimeout(15_000);
});

afterEach(async ({ task }) => {
  const [page] = context.pages();
  await page?.screenshot({ path: join(ROOT, `target/screenshots/${task.name}.png`) });
  await context.close();
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const rows = (page: Page) => page.locator("tbody tr").allTextContents();

async function signIn(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(environment.pageUrl);
  await page.getByLabel("Username").fill(ACCOUNT.username);
  await page.getByRole("textbox", { name: "Password" }).fill(ACCOUNT.password);
  await button(page, "Sign in").click();
  await page.getByRole("menuitem", { name: "Products" }).waitFor();
  return page;
}

/** Opens the products of this test. */
async function openProducts(): Promise<Page> {
  const page = await signIn();
  await page.getByPlaceholder("Search").fill(marker);
  await page.waitForURL(/filter=/);
  return page;
}

/** Another client's view. */
async function stored() {
  const { data } = await environment.client.GET("/api/items", { params: { query: { q: marker } } });
  return data as { id: number; product: string; price: number }[];
}

/** Creates products with the prices 0, 1, 2 … */
async function create(count: number) {
  const body = Array.from({ length: count }, (_, i) => ({ product: `${marker} ${String(i).padStart(2, "0")}`, price: i }));
  const { response } = await environment.client.POST("/api/items", { body });
  expect(response.status).toBe(201);
}

/** An input of a form. The list, which may still be there, has labels of the same names. */
function input(page: Page, name: string) {
  return page.locator(`input[name="${name}"]`);
}

async function openFirst(page: Page) {
  await page.getByText(`${marker} 00`).click();
  await page.waitForURL(/products\/\d+/);
  await input(page, "price").waitFor();
}

test("lists, filters, sorts and pages", async () => {
  await create(25);
  const page = await openProducts();
  await page.getByText("1-10 of 25").waitFor();
  expect((await rows(page))[0]).toBe(`${marker} 000`);

  await button(page, "Go to page 3").click();
  await page.getByText(`${marker} 24`).waitFor();
  expect(await rows(page)).toHaveLength(5);

  await page.getByLabel("Price from").fill("20");
  await page.getByText("1-5 of 5").waitFor();
  const sortByPrice = page.getByRole("columnheader", { name: "Price" }).getByRole("button");
  await sortByPrice.click();
  await page.waitForURL(/sort=price/);
  await sortByPrice.click();
  await page.waitForURL(/order=DESC/);
  await page.waitForFunction((first) => document.querySelector("tbody tr")?.textContent === first, `${marker} 2424`);
});

test("refuses a change on a version that was changed elsewhere, and saves after a refresh", async () => {
  await create(1);
  const page = await openProducts();
  await openFirst(page);
  const { id } = (await stored())[0]!;
  await environment.client.PATCH("/api/items/{id}", { params: { path: { id } }, body: { price: 5 } });

  await input(page, "price").fill("7");
  await button(page, "Save").click();
  await page.getByText("This record was changed elsewhere since you read it. Its version is 2 now.").waitFor();
  expect((await stored())[0]!.price).toBe(5);

  await button(page, "Refresh").click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input[name=price]")?.value === "5");
  await input(page, "price").fill("7");
  await button(page, "Save").click();
  await page.waitForURL(/products\?|products$/);
  expect((await stored())[0]!.price).toBe(7);
});

test("saves twice", async () => {
  await create(1);
  const page = await openProducts();
  for (const price of ["3", "4"]) {
    await openFirst(page);
    await input(page, "price").fill(price);
    await button(page, "Save").click();
    await page.waitForURL(/products\?|products$/);
  }
  expect((await stored())[0]!.price).toBe(4);
});

test("shows a mistake at its field, and creates what was corrected", async () => {
  const page = await openProducts();
  await page.getByRole("link", { name: "Create" }).first().click();
  await input(page, "product").fill(marker);
  await input(page, "price").fill("-1");
  await button(page, "Save").click();

  await page.getByText("1 field is not valid.").waitFor();
  const price = input(page, "price");
  expect(await price.getAttribute("aria-invalid")).toBe("true");
  const description = await price.getAttribute("aria-describedby");
  expect(await page.locator(`[id="${description}"]`).textContent()).toBe("Ensure this value is greater than or equal to 0.");

  await price.fill("1");
  await button(page, "Save").click();
  await page.waitForURL(/products\?|products$/);
  expect(await stored()).toMatchObject([{ product: marker, price: 1 }]);
});

test("creates one product although the first answer is lost", async () => {
  const page = await openProducts();
  let lost = 0;
  await page.route("**/api/items", async (route) => {
    const response = await route.fetch();
    return lost++ === 0 ? route.abort("connectionreset") : route.fulfill({ response });
  });
  await page.getByRole("link", { name: "Create" }).first().click();
  await input(page, "product").fill(marker);
  await input(page, "price").fill("1");
  await button(page, "Save").click();
  await page.getByText("The service cannot be reached.").waitFor();
  await button(page, "Save").click();
  await page.waitForURL(/products\?|products$/);

  expect(lost).toBe(2);
  expect(await stored()).toHaveLength(1);
});

test("deletes many, except one that was changed elsewhere", async () => {
  await create(3);
  const page = await openProducts();
  await page.getByText("1-3 of 3").waitFor();
  const { id } = (await stored())[0]!;
  await environment.client.PATCH("/api/items/{id}", { params: { path: { id } }, body: { price: 9 } });

  await page.getByLabel("Select all").check();
  await button(page, "Delete").click();
  await button(page, "Confirm").click();
  await page.getByText("1 of 3 records failed.").waitFor();

  expect(await stored()).toMatchObject([{ id, price: 9 }]);
});

test("renews the token, and changes movies, which need one", async () => {
  const page = await signIn();
  await page.waitForFunction(() => {
    const { access } = JSON.parse(localStorage.getItem("admin.session")!) as { access: string };
    const { exp } = JSON.parse(atob(access.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))) as { exp: number };
    return Date.now() / 1000 > exp;
  });
  await page.getByRole("menuitem", { name: "Movies" }).click();
  await page.getByRole("link", { name: "Create" }).first().click();
  await input(page, "title").fill(`Heat ${marker}`);
  await input(page, "year").fill("1995");
  await button(page, "Save").click();
  await page.getByText(`Heat ${marker}`).waitFor();

  await button(page, "Profile").click();
  await page.getByRole("menuitem", { name: "Logout" }).click();
  await button(page, "Sign in").waitFor();
});
