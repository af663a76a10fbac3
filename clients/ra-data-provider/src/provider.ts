import { type DataProvider, HttpError, type Identifier, type RaRecord, type SortPayload } from "ra-core";
import { changeEach } from "./bulk.js";
import { CreationKeys } from "./creation-keys.js";
import { Cursors } from "./cursors.js";
import { type Filter, listQuery, nextCursor, splitIds } from "./query.js";
import { type Resources, resourceOf, STOCKROOM_RESOURCES } from "./resources.js";
import { Service, type ServiceOptions } from "./service.js";
import { type Versioned, Versions, withoutVersion, withVersion } from "./versions.js";

const MAX_LIMIT = 1000;
const MAX_OFFSET = 10_000;

export interface DataProviderOptions extends ServiceOptions {
  /** The resources that react-admin names. By default products, cars and movies. */
  resources?: Resources;
  /**
   * False: lists have no total, since the service reads every matching record for it. react-admin then knows from `pageInfo`
   * whether there are pages before and behind.
   */
  count?: boolean;
}

interface ListParams {
  pagination?: { page: number; perPage: number } | undefined;
  sort?: SortPayload | undefined;
  filter?: Filter | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Returns a data provider for react-admin.
 *
 * ```tsx
 * const dataProvider = stockroomDataProvider({ url: "https://shop.example", token: () => session.accessToken() });
 * <Admin dataProvider={dataProvider}>…</Admin>
 * ```
 *
 * Each record carries its `version`. A change is sent with `If-Match`, and rejects with status 412 if the record was changed
 * elsewhere since it was read. Every method rejects with an `HttpError` for a response other than 2xx.
 */
export function stockroomDataProvider(options: DataProviderOptions): DataProvider {
  const { resources = STOCKROOM_RESOURCES, count = true } = options;
  const service = new Service(options);
  const versions = new Versions();
  const cursors = new Cursors();
  const keys = new CreationKeys();

  const pathOf = (resource: string, id?: Identifier) => {
    const { path } = resourceOf(resources, resource);
    return id === undefined ? path : `${path}/${encodeURIComponent(id)}`;
  };

  const readRecord = async <T extends RaRecord>(resource: string, response: Response): Promise<T> => {
    const record = withVersion((await response.json()) as T, response);
    versions.note(resource, record);
    return record;
  };

  const readPage = async <T extends Versioned>(resource: string, query: URLSearchParams, signal?: AbortSignal, counts = false) => {
    const headers: Record<string, string> = counts ? { Prefer: "count=exact" } : {};
    const response = await service.send(`${pathOf(resource)}?${query}`, { headers, signal });
    const rows = (await response.json()) as T[];
    rows.forEach((row) => versions.note(resource, row));
    return { rows, next: nextCursor(response), total: Number(response.headers.get("X-Total-Count")) };
  };

  const list = async <T extends RaRecord>(resource: string, { pagination, sort, filter, signal }: ListParams) => {
    const { page, perPage } = pagination ?? { page: 1, perPage: MAX_LIMIT };
    const query = listQuery(resourceOf(resources, resource), sort, filter ?? {});
    const listKey = `${resource} ${perPage} ${query}`;
    const offset = (page - 1) * perPage;
    if (offset > MAX_OFFSET) {
      query.set("cursor", cursorOf(cursors, listKey, page));
    } else if (offset > 0) {
      query.set("offset", String(offset));
    }
    query.set("limit", String(Math.min(perPage, MAX_LIMIT)));
    const first = await readPage<T>(resource, query, signal, count);
    const data = first.rows;
    let { next } = first;
    query.delete("offset");
    while (next && data.length < perPage) {
      query.set("cursor", next);
      query.set("limit", String(Math.min(perPage - data.length, MAX_LIMIT)));
      const more = await readPage<T>(resource, query, signal);
      data.push(...more.rows);
      next = more.next;
    }
    if (next && page * perPage > MAX_OFFSET) {
      cursors.note(listKey, page + 1, next);
    }
    return count ? { data, total: first.total } : { data, pageInfo: { hasPreviousPage: page > 1, hasNextPage: !!next } };
  };

  const change = async (resource: string, id: Identifier, body: object, headers: Record<string, string>) =>
    readRecord<RaRecord>(resource, await service.send(pathOf(resource, id), { method: "PATCH", headers, body }));

  /** A record that is gone already counts as deleted. */
  const remove = async (resource: string, id: Identifier, previous?: Versioned) => {
    const headers = versions.ifMatch(resource, id, previous);
    await service.send(pathOf(resource, id), { method: "DELETE", headers }).catch((error: unknown) => {
      if (!(error instanceof HttpError) || error.status !== 404) {
        throw error;
      }
    });
    versions.forget(resource, id);
  };

  return {
    supportAbortSignal: true,

    getList: (resource, params) => list(resource, params),

    getManyReference: (resource, { target, id, filter, ...params }) =>
      list(resource, { ...params, filter: { ...filter, [target]: id } }),

    getOne: async (resource, { id, signal }) => ({
      data: await readRecord(resource, await service.send(pathOf(resource, id), { signal })),
    }),

    getMany: async (resource, { ids, signal }) => {
      const pages = splitIds(ids).map((part) => {
        const query = listQuery(resourceOf(resources, resource), undefined, { id__in: part });
        query.set("limit", String(part.length));
        return readPage<any>(resource, query, signal);
      });
      return { data: (await Promise.all(pages)).flatMap(({ rows }) => rows) };
    },

    create: async (resource, { data, meta }) => {
      const body = withoutVersion(data);
      const response = await keys.use(`${resource} ${JSON.stringify(body)}`, meta?.idempotencyKey, (key) =>
        service.send(pathOf(resource), { method: "POST", headers: { "Idempotency-Key": key }, body }),
      );
      return { data: await readRecord<any>(resource, response) };
    },

    update: async (resource, { id, data, previousData }) => {
      // The form holds the version that it was opened with. The record in the cache may have been read again since.
      const headers = versions.ifMatch(resource, id, data, previousData);
      return { data: (await change(resource, id, changes(data, previousData), headers)) as any };
    },

    updateMany: async (resource, { ids, data }) => ({
      data: await changeEach(ids, (id) => change(resource, id, withoutVersion(data), versions.ifMatch(resource, id))),
    }),

    delete: async (resource, { id, previousData }) => {
      await remove(resource, id, previousData);
      return { data: previousData ?? ({ id } as any) };
    },

    deleteMany: async (resource, { ids }) => ({ data: await changeEach(ids, (id) => remove(resource, id)) }),
  };
}

function cursorOf(cursors: Cursors, list: string, page: number): string {
  const cursor = cursors.get(list, page);
  if (!cursor) {
    throw new HttpError(
      "Only the first 10,000 records can be jumped to. Narrow the filter, reverse the sort order, or go there page by page.",
      400,
      { code: "offset-too-large" },
    );
  }
  return cursor;
}

/** Returns the members that the service has to change. */
function changes(data: object, previous: object | undefined): Record<string, unknown> {
  const before = (previous ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(withoutVersion(data)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}
