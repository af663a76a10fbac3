import { expect, test } from "vitest";
import { fakeService, fakeServiceOf, json, list } from "./fake-service.js";

const SORT = { field: "price", order: "DESC" } as const;
const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
const targets = ({ received }: ReturnType<typeof fakeService>) => received.map(({ target }) => target);

test("asks for a page with versions, sort and filters, and for the total", async () => {
  const service = fakeService(list([{ id: 3, version: 1 }], 45));

  const { data, total } = await service.provider.getList("products", {
    pagination: { page: 3, perPage: 20 },
    sort: SORT,
    filter: { q: "app", price__gte: 5, id: [1, 2], product__in: ["a,b", "c"], product__ne: null },
  });

  expect(data).toEqual([{ id: 3, version: 1 }]);
  expect(total).toBe(45);
  expect(service.received[0]!.headers).toMatchObject({ Prefer: "count=exact", Authorization: "Bearer t0k" });
  expect(targets(service)).toEqual([
    "api/items?fields=id,product,price,version&sort=-price&q=app&price__gte=5&id__in=1,2&product__in=a\\,b,c&offset=40&limit=20",
  ]);
});

test("tells whether there are further pages where it does not count", async () => {
  const service = fakeServiceOf({ count: false }, list(rows(2), 0, "c1"), list(rows(1)));
  const page = (number: number) => service.provider.getList("products", { pagination: { page: number, perPage: 2 }, filter: {} });

  expect(await page(1)).toEqual({ data: rows(2), pageInfo: { hasPreviousPage: false, hasNextPage: true } });
  expect(await page(2)).toEqual({ data: rows(1), pageInfo: { hasPreviousPage: true, hasNextPage: false } });
  expect(service.received[0]!.headers).not.toHaveProperty("Prefer");
});

test("goes page by page beyond the last offset, by cursor", async () => {
  const service = fakeService(list([{ id: 1 }], 30_000, "c1"), list([{ id: 2 }], 30_000, "c2"));
  const page = (number: number, sort: { field: string; order: "ASC" | "DESC" } = SORT) =>
    service.provider.getList("products", { pagination: { page: number, perPage: 1 }, sort, filter: {} });

  await page(10_001);
  await page(10_002);

  expect(targets(service)[0]).toContain("&offset=10000&limit=1");
  expect(targets(service)[1]).toContain("&cursor=c1&limit=1");
  await expect(page(10_002, { field: "id", order: "ASC" })).rejects.toMatchObject({ status: 400 });
  await expect(page(20_000)).rejects.toThrow("Only the first 10,000 records can be jumped to.");
});

test("reads more rows than the service gives at once", async () => {
  const service = fakeService(list(rows(1000), 5000, "c1"), list(rows(500), 5000, "c2"));

  const { data } = await service.provider.getList("products", { pagination: { page: 2, perPage: 1500 }, filter: {} });

  expect(data).toHaveLength(1500);
  expect(targets(service).map((target) => target.replace(/.*version&/, ""))).toEqual([
    "offset=1500&limit=1000",
    "limit=500&cursor=c1",
  ]);
});

test("reads what refers to a record", async () => {
  const service = fakeService(list([]));

  await service.provider.getManyReference("products", {
    target: "shelf",
    id: 7,
    pagination: { page: 1, perPage: 10 },
    sort: { field: "id", order: "ASC" },
    filter: { price__lt: 9 },
  });

  expect(targets(service)[0]).toBe("api/items?fields=id,product,price,version&sort=id&price__lt=9&shelf=7&limit=10");
});

test("splits many ids by what the service and a URL can take", async () => {
  const numbers = fakeService(json([{ id: 1 }]), json([{ id: 2 }]), json([{ id: 3 }]));
  const found = await numbers.provider.getMany("products", { ids: Array.from({ length: 1001 }, (_, i) => i) });
  expect(found.data).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(targets(numbers).map((target) => /limit=(\d+)/.exec(target)![1])).toEqual(["500", "500", "1"]);

  const uuids = fakeService(...Array.from({ length: 4 }, () => json([])));
  await uuids.provider.getMany("movies", { ids: Array.from({ length: 500 }, () => crypto.randomUUID()) });
  expect(uuids.received.length).toBe(4);
});

test("passes an abort on", async () => {
  const service = fakeService(list([]));
  const reading = service.provider.getList("products", { filter: {}, signal: AbortSignal.abort() });

  await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  expect(service.provider.supportAbortSignal).toBe(true);
});

test("names a resource that has no path", async () => {
  await expect(fakeService().provider.getOne("shelves", { id: 1 })).rejects.toThrow('"shelves"');
});
