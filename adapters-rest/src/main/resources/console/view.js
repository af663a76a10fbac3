// What is shown stands in the address, so that it can be bookmarked, sent to somebody, and left by the browser's way back:
// #/items?sort=-price&price__gte=100&limit=50. The parameters are those of the REST interface, but `page`, which only counts.

const OWN = ['page'];
const PLACE = ['cursor', 'page'];
const SETTINGS = ['sort', 'limit', 'q', ...PLACE];

export const PAGE_SIZES = ['25', '50', '100', '500'];
export const DEFAULT_PAGE_SIZE = '50';
/** The newest first: numbers count up, and the UUIDs of movies begin with the time. */
export const DEFAULT_SORT = '-id';

/** `{name, params}` */
export function currentView() {
  const [name, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { name, params: new URLSearchParams(query) };
}

export function show(name, params) {
  const query = params?.toString();
  location.hash = query ? `#/${name}?${query}` : `#/${name}`;
}

/** A copy with these parameters set (null: removed), back on the first page unless the change names one. */
export function changed(params, changes) {
  const copy = new URLSearchParams(params);
  PLACE.forEach((name) => copy.delete(name));
  Object.entries(changes).forEach(([name, value]) => (value ? copy.set(name, value) : copy.delete(name)));
  return copy;
}

/** What to ask the list for. */
export function listQuery(params) {
  const query = new URLSearchParams(params);
  OWN.forEach((name) => query.delete(name));
  if (!query.has('limit')) {
    query.set('limit', DEFAULT_PAGE_SIZE);
  }
  if (!query.has('sort')) {
    query.set('sort', DEFAULT_SORT);
  }
  return query;
}

/** What decides which records there are, wherever one is in them and in whatever order. */
export function selection(params) {
  const query = new URLSearchParams(params);
  ['sort', 'limit', ...PLACE].forEach((name) => query.delete(name));
  return query;
}

/** What to ask for all records of the view, in its order. */
export function exportQuery(params) {
  const query = listQuery(params);
  ['limit', ...PLACE].forEach((name) => query.delete(name));
  return query;
}

/** `[{parameter, field, operator, value}]` */
export function filters(params) {
  return [...params]
    .filter(([parameter]) => !SETTINGS.includes(parameter))
    .map(([parameter, value]) => {
      const [field, operator = ''] = parameter.split('__', 2);
      return { parameter, field, operator, value };
    });
}

/** `[{field, descending}]` */
export function sortKeys(params) {
  return (params.get('sort') ?? DEFAULT_SORT)
    .split(',')
    .map((key) => (key.startsWith('-') ? { field: key.slice(1), descending: true } : { field: key, descending: false }));
}

/** Up, down, as it was; `add` keeps the other keys, of which there may be three. */
export function sortedBy(params, field, add) {
  const keys = params.has('sort') ? sortKeys(params) : [];
  const known = keys.find((key) => key.field === field);
  const others = add ? keys.filter((key) => key.field !== field).slice(-2) : [];
  const next = !known ? [{ field, descending: false }] : known.descending ? [] : [{ field, descending: true }];
  const sort = [...others, ...next].map((key) => (key.descending ? '-' : '') + key.field).join(',');
  return changed(params, { sort });
}
