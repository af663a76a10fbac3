import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const FOLDER = join(ROOT, "target/snippets");

/** A code block of the guide, with the heading `##` above it. */
export interface Snippet {
  section: string;
  language: string;
  code: string;
}

export async function snippets(): Promise<Snippet[]> {
  const guide = await readFile(join(ROOT, "../../docs/front-end.md"), "utf8");
  return guide.split(/^## /m).flatMap((part) => {
    const section = part.slice(0, part.indexOf("\n"));
    return [...part.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ section, language: language!, code: code! }));
  });
}

/**
 * Writes the TypeScript of each section into a module in target/snippets.
 *
 * @returns the file of each section
 */
export async function writeModules(): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  for (const { section, language, code } of await snippets()) {
    if (language === "ts") {
      modules.set(section, `${modules.get(section) ?? ""}${code}\n`);
    }
  }
  await mkdir(FOLDER, { recursive: true });
  const files = [...modules].map(async ([section, code]) => {
    const file = join(FOLDER, `${section.replaceAll(" ", "-")}.ts`);
    await writeFile(file, code);
    return [section, file] as const;
  });
  return new Map(await Promise.all(files));
}
