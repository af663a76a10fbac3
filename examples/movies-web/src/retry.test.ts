import { expect, test, vi } from "vitest";
import { retrying, type Fetch } from "./retry";

const URL = "https://api.test/api/v1/movie";
const pause = vi.fn(async (_milliseconds: number) => {});
const lost = () => Promise.reject(new TypeError("Failed to fetch"));
const status = (code: number, headers = {}) => Promise.resolve(new Response(null, { status: code, headers }));
const creation = () =>
  new Request(URL, { method: "POST", body: '{"title":"Heat"}', headers: { "Idempotency-Key": "k" } });

/** A service that gives these answers in turn, and notes the bodies that it received. */
function service(...answers: (() => Promise<Response>)[]) {
  const bodies: string[] = [];
  const send: Fetch = async (request) => {
    bodies.push(`${request.headers.get("Idempotency-Key")} ${await request.text()}`);
    return answers[bodies.length - 1]!();
  };
  return { send: retrying(send, pause), bodies };
}

test("sends a creation again under the same key after its answer was lost", async () => {
  const { send, bodies } = service(lost, () => status(201));

  expect((await send(creation())).status).toBe(201);
  expect(bodies).toEqual(['k {"title":"Heat"}', 'k {"title":"Heat"}']);
});

test("sends a refresh again after its answer was lost", async () => {
  const { send, bodies } = service(lost, () => status(200));

  await send(new Request("https://api.test/api/token/refresh", { method: "POST", body: "{}" }));
  expect(bodies).toHaveLength(2);
});

test("gives up after four attempts", async () => {
  const { send, bodies } = service(lost, lost, lost, lost, lost);

  await expect(send(new Request(URL))).rejects.toThrow("Failed to fetch");
  expect(bodies).toHaveLength(4);
});

test("waits as long as the service asks", async () => {
  const { send } = service(
    () => status(503, { "Retry-After": "3" }),
    () => status(200),
  );

  expect((await send(new Request(URL))).status).toBe(200);
  expect(pause).toHaveBeenLastCalledWith(3000);
});

test("leaves a long wait to the person", async () => {
  const { send, bodies } = service(() => status(429, { "Retry-After": "60" }));

  expect((await send(new Request(URL))).status).toBe(429);
  expect(bodies).toHaveLength(1);
});

test("waits for the first request with the same key", async () => {
  const { send, bodies } = service(
    () => status(409, { "Retry-After": "1" }),
    () => status(201),
  );

  expect((await send(creation())).status).toBe(201);
  expect(bodies).toHaveLength(2);
});

test.each([400, 401, 404, 409, 412, 422, 500])("does not repeat after %i", async (code) => {
  const { send, bodies } = service(() => status(code));

  expect((await send(creation())).status).toBe(code);
  expect(bodies).toHaveLength(1);
});

test.each(["POST", "PATCH", "DELETE"])("does not repeat %s, which might have arrived", async (method) => {
  const { send, bodies } = service(lost);

  await expect(send(new Request(URL, { method }))).rejects.toThrow("Failed to fetch");
  expect(bodies).toHaveLength(1);
});

test("stops when the request is aborted", async () => {
  const controller = new AbortController();
  const { send, bodies } = service(() => {
    controller.abort();
    return lost();
  });

  await expect(send(new Request(URL, { signal: controller.signal }))).rejects.toThrow();
  expect(bodies).toHaveLength(1);
});
