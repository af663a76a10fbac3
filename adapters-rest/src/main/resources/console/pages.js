// The way back through the pages of a list, which the service has no links for. The tab remembers it, also when it is loaded anew.

import { changed, DEFAULT_PAGE_SIZE } from './view.js';

const KEY = 'stockroom.pages';
const MAX_REMEMBERED = 500;
/** What the service takes. */
const MAX_OFFSET = 10_000;

const remembered = new Map(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));

export const pageNumber = (params) => Number(params.get('page') ?? 1);

/** Notes that a page was reached from another one; both are the parameters of a view. */
export function rememberPage(params, before) {
  remembered.set(params.toString(), before.toString());
  sessionStorage.setItem(KEY, JSON.stringify([...remembered].slice(-MAX_REMEMBERED)));
}

/**
 * The page before this one: the one that the person came from or, in an address from elsewhere, the one that is as many records
 * from the first. Undefined when there is none.
 */
export function pageBefore(params) {
  const page = pageNumber(params);
  const known = remembered.get(params.toString());
  if (known !== undefined || page <= 1) {
    return known === undefined ? undefined : new URLSearchParams(known);
  }
  const offset = (page - 2) * Number(params.get('limit') ?? DEFAULT_PAGE_SIZE);
  if (!(offset <= MAX_OFFSET)) {
    return undefined;
  }
  return page === 2 ? changed(params, {}) : changed(params, { offset: String(offset), page: String(page - 1) });
}
