import { toConnectionError, toHttpError } from "./errors.js";

export interface ServiceOptions {
  /** The URL of the service, such as `https://shop.example`. Empty for the origin of the page. */
  url: string;
  /** Returns the access token, or undefined for anonymous requests. It is called for each request, so it may renew the token. */
  token?: () => string | undefined | Promise<string | undefined>;
  /** Replaces the browser's `fetch`. */
  fetch?: typeof fetch;
}

export interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: object;
  signal?: AbortSignal | undefined;
}

/** Sends requests to the service. */
export class Service {
  constructor(private readonly options: ServiceOptions) {}

  /** @throws HttpError for a response other than 2xx, and for none */
  async send(path: string, { method = "GET", headers = {}, body, signal }: Call = {}): Promise<Response> {
    const { url, token, fetch = globalThis.fetch } = this.options;
    const access = await token?.();
    const response = await fetch(`${url.replace(/\/+$/, "")}/${path}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(body && { "Content-Type": "application/json" }),
        ...(access && { Authorization: `Bearer ${access}` }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      // fetch rejects with a TypeError if there is no response. An AbortError stays what it is.
      throw error instanceof TypeError ? toConnectionError(error) : error;
    });
    if (!response.ok) {
      throw await toHttpError(response);
    }
    return response;
  }
}
