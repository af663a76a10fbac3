// What the console knows about each resource. Names, limits and messages are the service's; here stands how to show it.

import { spelledOut, visible } from './visible-text.js';

const id = { name: 'id', label: 'Id', kind: 'number', readOnly: true, narrow: false };

/**
 * @typedef Field
 * @property kind `text`, `longtext`, `number` (whole), `decimal`, `truth`, `day`, `time`, `uuid` or `choice`
 * @property options of a choice, in order
 * @property initial the text in the form of a new record; none by default
 * @property fixed whether only a new record takes it
 * @property nullable whether an empty input means null
 * @property grouped whether a number is shown with separators: a price is, a year is not
 * @property narrow whether its column has room on a phone
 */

export const resources = [
  {
    name: 'items',
    path: 'api/items',
    one: 'product',
    many: 'products',
    title: ['product'],
    fields: [
      { name: 'product', label: 'Product', kind: 'text', narrow: true },
      { name: 'price', label: 'Price', kind: 'number', grouped: true, narrow: true },
      id,
    ],
  },
  {
    name: 'cars',
    path: 'cars',
    one: 'car',
    many: 'cars',
    title: ['brand', 'model'],
    fields: [
      { name: 'brand', label: 'Brand', kind: 'text', narrow: true },
      { name: 'model', label: 'Model', kind: 'text', narrow: true },
      { name: 'year', label: 'Year', kind: 'number', narrow: true },
      id,
    ],
  },
  {
    name: 'movies',
    path: 'api/v1/movie',
    one: 'movie',
    many: 'movies',
    title: ['title'],
    fields: [
      { name: 'title', label: 'Title', kind: 'text', narrow: true },
      { name: 'year', label: 'Year', kind: 'number', narrow: true },
      { name: 'description', label: 'Description', kind: 'longtext', nullable: true, narrow: false },
      { name: 'slug', label: 'Slug', kind: 'text', readOnly: true, narrow: false },
      { name: 'modified', label: 'Modified', kind: 'time', readOnly: true, narrow: false },
    ],
  },
];

export const editable = (resource) => resource.fields.filter((field) => !field.readOnly);

/** `1 product`, `2 products`. */
export const counted = (resource, count) => `${number(count)} ${count === 1 ? resource.one : resource.many}`;

export const capitalised = (text) => text[0].toUpperCase() + text.slice(1);

/** What a person calls this record. */
export function titleOf(resource, record) {
  return spelledOut(resource.title.map((name) => record[name] ?? '').join(' '));
}

const groupedNumber = new Intl.NumberFormat();
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const number = (value) => groupedNumber.format(value);

/** `14.3 kB` */
export function size(bytes) {
  const units = [
    [1e6, 'MB'],
    [1e3, 'kB'],
    [1, 'bytes'],
  ];
  const [factor, unit] = units.find(([limit]) => bytes >= limit) ?? units.at(-1);
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(bytes / factor)} ${unit}`;
}

/** A value for reading. */
export const shown = (field, value) => visible(textOf(field, value));

/** A value as text for reading. */
export function textOf(field, value) {
  if (value === null || value === undefined || value === '') {
    return '–';
  }
  if (field.kind === 'time') {
    return time.format(new Date(value));
  }
  return field.grouped && Number.isFinite(Number(value)) ? number(value) : String(value);
}

const emptiness = (field) => (field.nullable ? [['isnull', 'is empty']] : []);

/** The values that a field of few values takes, as the service spells them; null for other fields. */
export function options(field) {
  return field.kind === 'truth' ? ['true', 'false'] : (field.options ?? null);
}

/** The operators that make sense for a field, as the query parameters spell them; the empty one is equality. */
export function operators(field) {
  switch (field.kind) {
    case 'number':
    case 'decimal':
    case 'day':
      return [
        ['', 'is'],
        ['gte', 'is at least'],
        ['lte', 'is at most'],
        ['ne', 'is not'],
        ...emptiness(field),
      ];
    case 'truth':
    case 'choice':
      return [['', 'is'], ['ne', 'is not'], ...emptiness(field)];
    case 'time':
      return [
        ['gte', 'is on or after'],
        ['lt', 'is before'],
        ...emptiness(field),
      ];
    case 'uuid':
      return [['', 'is'], ...emptiness(field)];
    default:
      return [
        ['icontains', 'contains'],
        ['', 'is exactly'],
        ['istartswith', 'starts with'],
        ['ne', 'is not'],
        ...emptiness(field),
      ];
  }
}
