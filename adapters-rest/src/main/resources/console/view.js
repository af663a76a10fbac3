// What is shown stands in the address, so that it can be bookmarked, sent to somebody, and left by the browser's way back:
// #/items?sort=-price&price__gte=100&limit=50. The parameters are those of the REST interface, but `page`, which only counts.
// A record has the address of the list that it was opened from, with its id: #/items/17?sort=-price.

const OWN = ['page'];
const PLACE = ['cursor', 'offset', 'page'];
const SETTINGS = ['sort', 'limit', 'q', ...PLACE];

export const PAGE_SIZES = ['25', '50', '100', '500'];
export const DEFAULT_PAGE_SIZE = '50';
/** The newest first: numbers count up, and the UUIDs of movies begin with the time. */
export const DEFAULT_SORT = '-id';

/** `{name, id, params}`; the id is that of the record that is open, or null. */
export function currentView() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [name, id] = path.split('/', 2);
  return { name, id: id ? decoded(id) : null, params: new URLSearchParams(query) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a view, of a list or, with an id, of one record. */
export function address(name, params, id = null) {
  const path = id === null ? name : `${name}/${encodeURIComponent(id)}`;
  const query = params?.toString();
  return query ? `#/${path}?${query}` : `#/${path}`;
}

export function show(name, params) {
  location.hash = address(name, params);
}

/** Opens a record; the list that it is opened from is one step back. */
export function openRecord(name, params, id) {
  history.pushState({ opened: true }, '', address(name, params, id));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Goes back from a record to its list, so that Forward opens the record again. */
export function leaveRecord({ name, params }) {
  if (history.state?.opened) {
    history.back();
  } else {
    history.replaceState(null, '', address(name, params));
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
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
