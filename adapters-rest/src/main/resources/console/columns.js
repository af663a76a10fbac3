// What the first row of a CSV file names, and which field each column fills.

import { decode } from './charsets.js';

export const SEPARATORS = [
  [',', 'Comma'],
  [';', 'Semicolon'],
  ['\t', 'Tab'],
];

const HEAD_BYTES = 65_536;
const SHOWN_ROWS = 3;
/** The line with which Excel names the separator; the names of the columns are in the next one. */
export const SEPARATOR_LINE = /^"?sep=(.?)"?\s*?(?:\r\n|[\r\n]|$)/i;

/** How names are compared: without case, accents, spaces, underscores and the like. */
const key = (name) => name.normalize('NFD').replace(/[\p{M}\p{P}\p{Z}\p{C}\p{S}]/gu, '').toLowerCase();

/** Reads cells as RFC 4180 has it, so many rows at the most; rows without any value are passed over. */
function rowsOf(text, separator, count) {
  const rows = [];
  let [row, cell, quoted] = [[], '', false];
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((value) => value !== '')) {
      rows.push(row);
    }
    row = [];
  };
  for (let i = 0; i < text.length && rows.length < count; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') {
        cell += c;
      } else if (text[i + 1] === '"') {
        cell += c;
        i++;
      } else {
        quoted = false;
      }
    } else if (c === '"' && cell === '') {
      quoted = true;
    } else if (c === separator) {
      endCell();
    } else if (c === '\n' || c === '\r') {
      endRow();
    } else {
      cell += c;
    }
  }
  if (rows.length < count) {
    endRow();
  }
  return rows;
}

/** How many columns of these names are fields, and how many there are: of two separators, the greater pair is right. */
function score(names, fields) {
  const known = new Set(fields.flatMap(({ name, label }) => [key(name), key(label)]));
  return [names.filter((name) => known.has(key(name))).length, names.length];
}

/**
 * Reads the start of a CSV file.
 *
 * @param fields of the resource
 * @param separator null: guessed
 * @returns `{separator, names, rows}`; the names of the columns and the cells of the first rows
 */
export async function readHead(file, charset, fields, separator = null) {
  const text = await decode(file.slice(0, HEAD_BYTES), charset);
  const directive = SEPARATOR_LINE.exec(text);
  const content = directive ? text.slice(directive[0].length) : text;
  const candidates = separator ? [separator] : directive?.[1] ? [directive[1]] : SEPARATORS.map(([character]) => character);
  const heads = candidates.map((candidate) => {
    const [names = [], ...rows] = rowsOf(content, candidate, SHOWN_ROWS + 1);
    return { separator: candidate, names: names.map((name) => name.trim()), rows };
  });
  return heads.reduce((best, head) => {
    const [[known, all], [bestKnown, bestAll]] = [score(head.names, fields), score(best.names, fields)];
    return known > bestKnown || (known === bestKnown && all > bestAll) ? head : best;
  });
}

/** For each column the name of the field that is called alike, or null: skipped. No field has two columns. */
export function guessed(names, fields) {
  const left = new Map(fields.flatMap(({ name, label }) => [[key(label), name], [key(name), name]]));
  return names.map((column) => {
    const field = left.get(key(column)) ?? null;
    left.forEach((name, called) => name === field && left.delete(called));
    return field;
  });
}

/** The rows that go ahead of the records instead of the file's own first one. A skipped column is called what no field is. */
export function header(mapping, separator) {
  return `sep=${separator}\n${mapping.map((field, column) => field ?? `(skipped ${column + 1})`).join(separator)}\n`;
}

/** How many lines `header` has. */
export const HEADER_LINES = 2;
