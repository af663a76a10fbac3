// Reads each picture of the runbook as GitHub does: by mermaid's own parser. Arguments: where its package is, the pages.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, ...pages] = process.argv.slice(2);
const { resolve } = createRequire(`${packages}/node_modules/`);
const load = (name) => import(pathToFileURL(resolve(name)));

const { JSDOM } = await load("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(`${packages}/node_modules/mermaid/dist/mermaid.core.mjs`));

let found = 0;
for (const page of pages) {
  for (const [, picture] of readFileSync(page, "utf8").matchAll(/^```mermaid\n(.*?)^```/gms)) {
    found += 1;
    await mermaid.parse(picture).catch((error) => {
      console.error(`${page}: ${error.message}`);
      process.exitCode = 1;
    });
  }
}
console.log(`${found} pictures`);
if (found === 0) {
  process.exitCode = 1;
}
