import createClient, { type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type { components, operations, paths } from "./schema.js";

export type Product = components["schemas"]["Product"];
export type Car = components["schemas"]["Car"];
export type Movie = components["schemas"]["Movie"];
/** The body of every error (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

export type StockroomClient = ReturnType<typeof createStockroomClient>;

/**
 * Returns a client whose paths, parameters, bodies and responses have the types of the service's OpenAPI document.
 *
 * ```ts
 * const stockroom = createStockroomClient({ baseUrl: "https://shop.example" });
 * const { data, error, response } = await stockroom.GET("/api/v1/movie", { params: { query: { limit: 20 } } });
 * ```
 *
 * A call resolves for every status: `data` for 2xx, `error` for the others. It rejects only if no response came.
 *
 * @param options those of openapi-fetch; `fetch` is the place for tokens and retries
 */
export function createStockroomClient(options: Omit<ClientOptions, "querySerializer">) {
  return createClient<paths>({
    ...options,
    // The types do not say it: the service separates the values of a list by commas, openapi-fetch repeats the parameter.
    querySerializer: { array: { style: "form", explode: false } },
  });
}

/**
 * Returns the `cursor` of the next page of a list, or undefined on the last page.
 *
 * The service sends it in `Link: <…>; rel="next"`. Only the cursor is taken from there, because the service may know itself
 * by another address than the one that a client behind a proxy uses.
 */
export function nextCursor(response: Response): string | undefined {
  for (const [, url, parameters] of response.headers.get("Link")?.matchAll(/<([^>]*)>([^,<]*)/g) ?? []) {
    if (/;\s*rel="?next"?/i.test(parameters!)) {
      return new URL(url!, response.url || undefined).searchParams.get("cursor") ?? undefined;
    }
  }
  return undefined;
}
