// Where records begin and end in a file of any size, read piece by piece.

import { decode, unitWidth, Utf8Check } from './charsets.js';
import { SEPARATOR_LINE } from './columns.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const LAST_ASCII = 0x7f;

/** By how file names end: the media type, and whether the file is a table. */
const FORMATS = [
  { endings: ['.csv', '.tsv', '.txt'], type: 'text/csv', isTable: true },
  { endings: ['.ndjson', '.jsonl'], type: 'application/x-ndjson', isTable: false },
];

/** The format of a file by its name; undefined when it is none that can be imported. */
export function formatOf(file) {
  return FORMATS.find((format) => format.endings.some((ending) => file.name.toLowerCase().endsWith(ending)));
}

/** Yields `[character, start]` for the bytes, or pairs of bytes, of a blob. */
async function* unitsOf(blob, charset, onChunk) {
  const wide = unitWidth(charset) === 2;
  const [low, high] = charset === 'utf-16be' ? [1, 0] : [0, 1];
  let offset = 0;
  let rest = new Uint8Array(0);
  const reader = blob.stream().getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    onChunk?.(value);
    if (!wide) {
      yield { bytes: value, offset };
      offset += value.length;
      continue;
    }
    const bytes = new Uint8Array(rest.length + value.length);
    bytes.set(rest);
    bytes.set(value, rest.length);
    const units = new Uint16Array(bytes.length >> 1);
    for (let i = 0; i < units.length; i++) {
      units[i] = bytes[2 * i + low] | (bytes[2 * i + high] << 8);
    }
    yield { bytes: units, offset };
    offset += 2 * units.length;
    rest = bytes.slice(2 * units.length);
  }
}

/**
 * Yields `{start, end, line, ascii}` for each record (a row of CSV, else a line): its bytes, line end included, the number of its
 * first line, from 1, and whether all characters are ASCII. Blank lines, and rows without any value, are no records, but counted
 * as lines.
 *
 * @param shape `{isTable, separator, charset}`
 * @param onChunk gets all bytes as they are read
 */
export async function* recordsOf(blob, { isTable, separator, charset }, firstLine = 1, onChunk) {
  const width = unitWidth(charset);
  const divider = separator?.charCodeAt(0);
  let record = { start: 0, line: firstLine };
  let [lineEnds, inQuotes, closed, cellStart, blank, ascii, afterReturn] = [0, false, false, true, true, true, false];
  const next = (start) => {
    record = { start, line: record.line + lineEnds };
    [lineEnds, inQuotes, closed, cellStart, blank, ascii] = [0, false, false, true, true, true];
  };
  for await (const { bytes, offset } of unitsOf(blob, charset, onChunk)) {
    for (let i = 0; i < bytes.length; i++) {
      const c = bytes[i];
      const at = offset + i * width;
      if (afterReturn && c !== NEWLINE) {
        lineEnds++;
        if (!inQuotes) {
          if (!blank) {
            yield { ...record, end: at, ascii };
          }
          next(at);
        }
      }
      afterReturn = isTable && c === RETURN;
      if (c === NEWLINE) {
        lineEnds++;
        if (!inQuotes) {
          if (!blank) {
            yield { ...record, end: at + width, ascii };
          }
          next(at + width);
        }
      } else if (!isTable) {
        blank &&= c === SPACE || c === TAB || c === RETURN;
      } else if (c === QUOTE) {
        // Quotes open a cell at its start only; two within quotes are one.
        [inQuotes, closed] = inQuotes ? [false, true] : [closed || cellStart, false];
        [cellStart, blank] = [false, false];
      } else if (!afterReturn) {
        closed = false;
        cellStart = !inQuotes && c === divider;
        blank &&= cellStart;
      }
      ascii &&= c <= LAST_ASCII;
    }
  }
  if (!blank) {
    yield { ...record, end: blob.size, ascii };
  }
}

/** Adds a record to the last of these parts, or begins another one. */
function addTo(parts, record, maxBytes) {
  const last = parts.at(-1);
  if (last && record.end - last.start <= maxBytes) {
    last.end = record.end;
    last.records++;
  } else {
    const first = last ? last.first + last.records : 0;
    parts.push({ start: record.start, end: record.end, line: record.line, first, records: 1 });
  }
}

/**
 * Plans how to send a file: in parts of whole records and at most so many bytes each.
 *
 * @param shape as for `recordsOf`
 * @returns `{headEnd, parts, checks, records, isUtf8, special}`: where the names of a table end; parts to store and smaller ones
 *   to check, `{start, end, line, first, records}` with the number of the first record, from 0; the first record with a character
 *   beyond ASCII, or null
 */
export async function plan(file, shape, maxBytes, maxBytesOfCheck) {
  const found = { headEnd: 0, parts: [], checks: [], records: 0, isUtf8: true, special: null };
  const utf8 = new Utf8Check();
  let inHead = shape.isTable;
  for await (const record of recordsOf(file, shape, 1, (chunk) => utf8.add(chunk))) {
    if (inHead) {
      found.headEnd = record.end;
      const start = await decode(file.slice(record.start, record.start + 100), shape.charset);
      inHead = SEPARATOR_LINE.test(start);
      continue;
    }
    addTo(found.parts, record, maxBytes);
    addTo(found.checks, record, maxBytesOfCheck);
    found.special ??= record.ascii ? null : record;
    found.records++;
  }
  utf8.add(null);
  found.isUtf8 = utf8.isValid;
  return found;
}

/**
 * The records of a part at some places, which count from 0.
 *
 * @param isWanted tells it of a place
 * @param isCounted false for a record that was not sent, and has no place
 * @returns an array of `{place, start, end, line}` with bytes of the file
 */
export async function recordsAt(file, shape, part, isWanted, isCounted = () => true) {
  const found = [];
  let place = 0;
  for await (const { start, end, line } of recordsOf(file.slice(part.start, part.end), shape, part.line)) {
    const record = { place, start: part.start + start, end: part.start + end, line };
    if (!isCounted(record)) {
      continue;
    }
    if (isWanted(place)) {
      found.push(record);
    }
    place++;
  }
  return found;
}
