import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Environment } from "../../movies-web/browser/environment";
import { snippets, writeModules } from "./snippets";

const ROOT = join(import.meta.dirname, "..");
const SERVICE = "http://localhost:8000";
const ACCESS_SECONDS = 3;
const TOOLS = ["fetch", "axios", "The typed client"];

interface Movie {
  id: string;
  title: string;
  year: number;
}

/** What the snippets of each tool export. */
interface Guide {
  signIn(username: string, password: string): Promise<void>;
  listMovies(q: string, cursor?: string): Promise<{ movies: Movie[]; next: string | undefined }>;
  readMovie(id: string): Promise<{ movie: Movie; etag: string }>;
  changeMovie(id: string, change: Partial<Movie>, etag: string): Promise<Movie>;
  createMovie(draft: Omit<Movie, "id">, key: string): Promise<Movie>;
  fieldMessages(error: unknown): Record<string, string>;
}

let environment: Environment;
let modules: Map<string, string>;

beforeAll(async () => {
  modules = await writeModules();
  environment = await Environment.start({ root: ROOT, accessLifetime: `${ACCESS_SECONDS}s` });
  const body = { user_name: "grace", password: "correct horse battery" };
  expect((await environment.client.POST("/users/create_user", { body })).response.status).toBe(201);
});

afterAll(() => environment?.stop());

test("finds the snippets of each tool", () => {
  expect([...modules.keys()]).toEqual(TOOLS);
});

test("compiles the snippets", async () => {
  await promisify(execFile)("npx", ["tsc", "--project", "browser/snippets.tsconfig.json"], { cwd: ROOT });
});

test.each(TOOLS)("runs the snippets of %s", async (tool) => {
  const file = modules.get(tool)!;
  const code = await readFile(file, "utf8");
  expect(code).toContain(SERVICE);
  const copy = file.replace(/\.ts$/, ".run.ts");
  await writeFile(copy, code.replaceAll(SERVICE, environment.serviceUrl));
  const guide = (await import(copy)) as Guide;
  const marker = randomUUID();
  const draft = { title: `Heat ${marker}`, year: 1995 };

  await expect(guide.signIn("grace", "wrong")).rejects.toThrow();
  await guide.signIn("grace", "correct horse battery");
  const signedIn = Date.now();

  const key = randomUUID();
  const movie = await guide.createMovie(draft, key);
  expect((await guide.createMovie(draft, key)).id).toBe(movie.id);
  await guide.createMovie({ ...draft, year: 1996 }, randomUUID());
  await guide.createMovie({ ...draft, year: 1997 }, randomUUID());

  const first = await guide.listMovies(marker);
  const second = await guide.listMovies(marker, first.next);
  expect([...first.movies, ...second.movies].map(({ year }) => year)).toEqual([1997, 1996, 1995]);
  expect(second.next).toBeUndefined();

  const { etag } = await guide.readMovie(movie.id);
  expect((await guide.changeMovie(movie.id, { year: 1994 }, etag)).year).toBe(1994);
  await expect(guide.changeMovie(movie.id, { year: 1993 }, etag)).rejects.toMatchObject({ status: 412 });

  const mistake = await guide.createMovie({ title: " ", year: -1 }, randomUUID()).catch((error: unknown) => error);
  expect(guide.fieldMessages(mistake)).toEqual({
    title: expect.any(String),
    year: "Ensure this value is greater than or equal to 0.",
  });

  await expect.poll(() => Date.now() - signedIn, { timeout: 10_000 }).toBeGreaterThan(ACCESS_SECONDS * 1000);
  const renewed = await Promise.all([1, 2, 3].map((year) => guide.createMovie({ ...draft, year }, randomUUID())));
  expect(renewed.map(({ year }) => year)).toEqual([1, 2, 3]);
});

test("shows of react-admin what the example has", async () => {
  const files = (await readdir(join(ROOT, "src"))).map((file) => readFile(join(ROOT, "src", file), "utf8"));
  const source = (await Promise.all(files)).join("\n");
  const shown = (await snippets()).filter(({ language }) => language === "tsx");
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.filter(({ code }) => !source.includes(code))).toEqual([]);
});
