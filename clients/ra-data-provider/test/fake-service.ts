import { type DataProviderOptions, stockroomDataProvider } from "../src/index.js";

export interface Received {
  method: string;
  /** Path and query, decoded. */
  target: string;
  headers: Record<string, string>;
  body: unknown;
}

type Answer = () => Response | Promise<Response>;

/** A service that gives these answers in turn, and notes what it received. */
export const fakeService = (...answers: Answer[]) => fakeServiceOf({}, ...answers);

/** @param options of the data provider */
export function fakeServiceOf(options: Partial<DataProviderOptions>, ...answers: Answer[]) {
  const received: Received[] = [];
  const send = async (url: string | URL | Request, init: RequestInit = {}) => {
    init.signal?.throwIfAborted();
    received.push({
      method: init.method ?? "GET",
      target: decodeURIComponent(String(url).replace("https://shop.test/", "")),
      headers: init.headers as Record<string, string>,
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    });
    const answer = answers[received.length - 1];
    if (!answer) {
      throw new Error(`No answer for ${String(url)}`);
    }
    return answer();
  };
  const provider = stockroomDataProvider({ url: "https://shop.test/", token: async () => "t0k", fetch: send, ...options });
  return { provider, received };
}

export const json = (body: unknown, headers: Record<string, string> = {}) => () => Response.json(body, { headers });
export const list = (rows: object[], total = rows.length, next?: string) =>
  json(rows, {
    "X-Total-Count": String(total),
    ...(next && { Link: `<http://inside/api/items?limit=2>; rel="first", <http://inside/api/items?cursor=${next}>; rel="next"` }),
  });
export const problem =
  (status: number, body: object = {}) =>
  () =>
    Response.json({ status, ...body }, { status, headers: { "Content-Type": "application/problem+json" } });
export const lost = () => Promise.reject(new TypeError("Failed to fetch"));
export const empty = () => new Response(null, { status: 204 });
