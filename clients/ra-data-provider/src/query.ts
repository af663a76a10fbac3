import type { SortPayload } from "ra-core";
import type { Resource } from "./resources.js";

const MAX_IDS = 500;
/** The service refuses URLs over 8 KiB, which is less than 500 UUIDs. */
const MAX_IDS_LENGTH = 6000;

/** What react-admin passes as a filter: values by field, operators included, such as `price__gte`. */
export type Filter = Readonly<Record<string, unknown>>;

/** Returns the parameters of a list: fields with the version, sort and filters. */
export function listQuery(resource: Resource, sort: SortPayload | undefined, filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  if (resource.fields) {
    query.set("fields", [...resource.fields, "version"].join(","));
  }
  if (sort?.field) {
    query.set("sort", (sort.order === "DESC" ? "-" : "") + sort.field);
  }
  for (const [name, value] of Object.entries(filter)) {
    if (Array.isArray(value)) {
      query.set(name.endsWith("__in") ? name : `${name}__in`, value.map(element).join(","));
    } else if (value !== undefined && value !== null) {
      query.set(name, text(value));
    }
  }
  return query;
}

/** Splits ids into lists that `id__in` takes in one request. */
export function splitIds<T extends string | number>(ids: readonly T[]): T[][] {
  const lists: T[][] = [];
  let list: T[] = [];
  let length = 0;
  for (const id of ids) {
    const more = encodeURIComponent(`${element(id)},`).length;
    if (list.length === 0 || list.length === MAX_IDS || length + more > MAX_IDS_LENGTH) {
      list = [];
      lists.push(list);
      length = 0;
    }
    list.push(id);
    length += more;
  }
  return lists;
}

/** Returns the `cursor` of the next page, or undefined on the last page. */
export function nextCursor(response: Response): string | undefined {
  const next = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(response.headers.get("Link") ?? "")?.[1];
  // The base is for `new URL` alone: the service may know itself by another address than the browser uses.
  return (next && new URL(next, "http://localhost").searchParams.get("cursor")) || undefined;
}

function text(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function element(value: unknown): string {
  return text(value).replaceAll(",", "\\,");
}
