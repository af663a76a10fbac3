// Requests and problem documents (RFC 9457), without regard to who is calling.

/** The address of the service: this file is served from `console/assets/` below it. */
export const base = new URL('../../', import.meta.url);

/** @param query URLSearchParams, if any */
export function url(path, query) {
  const target = new URL(path, base);
  target.search = query ? query.toString() : '';
  return target;
}

/** What went wrong, in words that can be shown. */
export class Problem extends Error {
  /** @param status 0 when there was no answer */
  constructor(status, document) {
    super(document.detail ?? document.title ?? `The service answered ${status}.`);
    this.status = status;
    this.code = document.code;
    this.errors = document.errors ?? [];
    /** Of many records: the mistakes by kind and, of a dry run, the rows that are not valid. */
    this.mistakes = document.mistakes ?? [];
    this.rejected = document.rejected ?? null;
  }

  /** The messages about one member of the body that was sent. */
  about(member) {
    return this.errors.filter((error) => error.pointer === `#/${member}`).map((error) => error.detail);
  }
}

/** Sends one request. Throws a problem with status 0 when no answer comes, and passes on that it was aborted. */
export async function attempt(method, path, { query, json, headers = {}, signal, as } = {}, token = null) {
  const fields = { Accept: 'application/json', ...headers };
  if (json !== undefined) {
    fields['Content-Type'] ??= 'application/json';
  }
  if (token) {
    fields.Authorization = `Bearer ${token}`;
  }
  try {
    const response = await fetch(url(path, query), {
      method,
      headers: fields,
      body: json === undefined ? undefined : JSON.stringify(json),
      signal,
      cache: 'no-cache',
      credentials: 'omit',
    });
    response.data = as === 'blob' && response.ok ? await response.blob() : parse(await response.text());
    return response;
  } catch (error) {
    throw error.name === 'AbortError' ? error : unreachable();
  }
}

export function unreachable() {
  return new Problem(0, { detail: 'The service cannot be reached. Check the connection and try again.' });
}

/** @param response with its status and its parsed body in `data` */
export function toProblem(response) {
  const document = response.data;
  return new Problem(response.status, document !== null && typeof document === 'object' ? document : {});
}

/** JSON where it is JSON, else the text itself. */
export function parse(text) {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
