// What CloudFront runs, run here: the functions use nothing of its runtime but the event.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const RELEASE = "a".repeat(64);
const source = (name) => readFileSync(new URL(`../../web/${name}.js`, import.meta.url), "utf8");

function run(name, event, release = RELEASE) {
  const code = source(name).replace("'${Release}'", `'${release}'`);
  return vm.runInNewContext(`${code}; handler(event)`, { event });
}

const get = (uri, release) => run("route", { request: { method: "GET", uri, headers: {} } }, release);

test("views are the page of the release, whatever their path", () => {
  for (const path of ["/", "/movies", "/movies/", "/movies/17/edit", "/v1.2/list"]) {
    assert.equal(get(path).uri, `/releases/${RELEASE}/index.html`, path);
  }
});

test("files are those of the release", () => {
  for (const path of ["/index.html", "/icon.svg", "/fonts/a.woff2"]) {
    assert.equal(get(path).uri, `/releases/${RELEASE}${path}`, path);
  }
});

test("another release cannot be asked for", () => {
  assert.equal(get(`/releases/${"b".repeat(64)}/index.html`).uri, `/releases/${RELEASE}/releases/${"b".repeat(64)}/index.html`);
  assert.equal(get("/manifests/x").uri, `/releases/${RELEASE}/index.html`);
});

test("assets are shared by releases", () => {
  assert.equal(get("/assets/index-Bx3.js").uri, "/assets/index-Bx3.js");
});

test("config.json names the API and the release, and is never kept", () => {
  const response = get("/config.json");
  assert.equal(response.statusCode, 200);
  assert.deepEqual(JSON.parse(response.body), { apiUrl: "", release: RELEASE });
  assert.equal(response.headers["cache-control"].value, "no-cache");
});

test("before the first release the answer is 503", () => {
  assert.equal(get("/", "none").statusCode, 503);
});

test("the release stands in the code once, between quotes", () => {
  assert.equal(source("route").split("'${Release}'").length, 2);
  // CloudFormation would replace any other, too.
  assert.equal(source("route").split("${").length, 2);
  for (const name of ["route", "viewer"]) {
    assert.ok(Buffer.byteLength(source(name)) < 10 * 1024, "CloudFront takes 10 KB");
  }
});

test("the address of the viewer replaces what the client says", () => {
  const request = { uri: "/api/items", headers: { "x-viewer-address": { value: "1.1.1.1" } } };
  assert.equal(run("viewer", { request, viewer: { ip: "192.0.2.7" } }).headers["x-viewer-address"].value, "192.0.2.7");
});
