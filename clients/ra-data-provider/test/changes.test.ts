import { expect, test } from "vitest";
import { empty, fakeService, json, list, lost, problem } from "./fake-service.js";

const APPLE = { id: 1, product: "Apple", price: 180 };
const CONFLICT = { code: "precondition_failed", detail: "The precondition failed.", currentVersion: 5 };

test("reads the version from the entity tag, and changes that version", async () => {
  const service = fakeService(json(APPLE, { ETag: '"3"' }), json({ ...APPLE, price: 190 }, { ETag: 'W/"4--gzip"' }));

  const { data: read } = await service.provider.getOne("products", { id: 1 });
  const { data } = await service.provider.update("products", { id: 1, data: { ...read, price: 190 }, previousData: read });

  expect(read).toEqual({ ...APPLE, version: 3 });
  expect(data).toEqual({ ...APPLE, price: 190, version: 4 });
  expect(service.received[1]).toMatchObject({ method: "PATCH", target: "api/items/1", body: { price: 190 } });
  expect(service.received[1]!.headers["If-Match"]).toBe('"3"');
});

test("changes the version that the form was opened with, though a newer one was read since", async () => {
  const service = fakeService(json(APPLE, { ETag: '"5"' }), problem(412, CONFLICT));
  const form = { ...APPLE, version: 3, price: 190 };

  const { data: cached } = await service.provider.getOne("products", { id: 1 });
  const saving = service.provider.update("products", { id: 1, data: form, previousData: cached });

  await expect(saving).rejects.toMatchObject({ status: 412, body: { currentVersion: 5 } });
  await expect(saving).rejects.toThrow("This record was changed elsewhere since you read it. Its version is 5 now.");
  expect(service.received[1]!.headers["If-Match"]).toBe('"3"');
});

test("changes and deletes rows of a list in the version that it showed", async () => {
  const service = fakeService(list([{ ...APPLE, version: 7 }, { ...APPLE, id: 2, version: 8 }]), json(APPLE), empty, empty, empty);
  const { provider, received } = service;

  await provider.getList("products", { filter: {} });
  await provider.update("products", { id: 2, data: { price: 1 }, previousData: { id: 2 } });
  await provider.delete("products", { id: 1, previousData: { ...APPLE, version: 7 } });
  expect(await provider.deleteMany("products", { ids: [1, 2] })).toEqual({ data: [1, 2] });

  expect(received.slice(1).map(({ method, headers }) => [method, headers["If-Match"]])).toEqual([
    ["PATCH", '"8"'],
    ["DELETE", '"7"'],
    ["DELETE", undefined],
    ["DELETE", '"8"'],
  ]);
});

test("takes a record that is gone for deleted", async () => {
  const { provider } = fakeService(problem(404, { code: "not_found", detail: "Not found." }));

  expect(await provider.delete("products", { id: 1, previousData: APPLE })).toEqual({ data: APPLE });
});

test("changes the other records if one fails, and tells how many failed", async () => {
  const { provider, received } = fakeService(json(APPLE), problem(412, CONFLICT), json(APPLE));

  const changing = provider.updateMany("products", { ids: [1, 2, 3], data: { price: 5, version: 1 } });

  await expect(changing).rejects.toThrow("1 of 3 records failed. The first failure: This record was changed elsewhere");
  await expect(changing).rejects.toMatchObject({ status: 412, body: { failures: [{ id: 2 }] } });
  expect(received.map(({ body }) => body)).toEqual([{ price: 5 }, { price: 5 }, { price: 5 }]);
});

test("sends a creation whose answer was lost again under the same key", async () => {
  const service = fakeService(lost, problem(503), json(APPLE, { ETag: '"1"' }), json(APPLE), json(APPLE));
  const create = (price: number) => service.provider.create("products", { data: { product: "Apple", price } });

  await expect(create(180)).rejects.toMatchObject({ status: 0, message: expect.stringContaining("cannot be reached") });
  await expect(create(180)).rejects.toMatchObject({ status: 503 });
  expect((await create(180)).data).toEqual({ ...APPLE, version: 1 });
  await create(180);
  await create(190);

  const keys = service.received.map(({ headers }) => headers["Idempotency-Key"]);
  expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
  expect(new Set(keys).size).toBe(3);
});

test("creates two records from equal data that comes at the same time", async () => {
  const service = fakeService(json(APPLE), json(APPLE));

  await Promise.all([1, 2].map(() => service.provider.create("products", { data: APPLE })));

  expect(new Set(service.received.map(({ headers }) => headers["Idempotency-Key"])).size).toBe(2);
});

test("tells mistakes by field, as react-admin shows them", async () => {
  const errors = [
    { pointer: "#/price", code: "min_value", detail: "Too low." },
    { pointer: "#/price", code: "invalid", detail: "Not whole." },
    { pointer: "#/caf%C3%A9~1bar", code: "blank", detail: "Is blank." },
    { header: "Prefer", code: "invalid", detail: "Unknown." },
  ];
  const { provider } = fakeService(problem(400, { code: "validation", detail: "2 fields are not valid.", errors }));

  await expect(provider.create("products", { data: {} })).rejects.toMatchObject({
    status: 400,
    message: "2 fields are not valid.",
    body: {
      code: "validation",
      errors: { price: "Too low.", "café/bar": "Is blank.", root: { serverError: "2 fields are not valid." } },
      problems: errors,
    },
  });
});

test("keeps the errors of parameters out of the form", async () => {
  const errors = [{ parameter: "colour", code: "unknown", detail: "Unknown." }];
  const { provider } = fakeService(problem(400, { code: "unknown-parameter", detail: "Unknown parameter.", errors }));

  const failure: { body: object } = await provider.getList("products", { filter: { colour: "red" } }).catch((error) => error);
  expect(failure.body).not.toHaveProperty("errors");
});

test("tells the status of a response that is no problem document", async () => {
  const { provider } = fakeService(() => new Response("<html>", { status: 502, headers: { "Content-Type": "text/html" } }));

  await expect(provider.getOne("products", { id: 1 })).rejects.toMatchObject({ status: 502, message: "The service answered 502." });
});
