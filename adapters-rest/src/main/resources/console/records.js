// Where records begin and end in a file of any size, read piece by piece.

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** The line with which Excel names the separator; the names of the columns are in the next one. */
const SEPARATOR_LINE = /^\ufeff?"?sep=.?"?\s*$/i;

/** By how file names end: the media type, whether line ends within quotes belong to a record, and what blank lines consist of. */
const FORMATS = [
  { endings: ['.csv'], type: 'text/csv', quoted: true, header: true, blank: [RETURN, COMMA, SEMICOLON, TAB] },
  { endings: ['.ndjson', '.jsonl'], type: 'application/x-ndjson', quoted: false, header: false, blank: [RETURN, SPACE, TAB] },
];

/** The format of a file by its name; undefined when it is none that can be imported. */
export function formatOf(file) {
  return FORMATS.find((format) => format.endings.some((ending) => file.name.toLowerCase().endsWith(ending)));
}

/**
 * Yields `{start, end, line}` for each record (RFC 4180 for CSV, else each line): its bytes, line end included, and the number
 * of its first line, from 1. Blank lines are no records, but counted as lines.
 */
async function* recordsOf(blob, format, firstLine = 1) {
  let [start, line, offset, lineEnds] = [0, firstLine, 0, 0];
  let [inQuotes, blank] = [false, true];
  const reader = blob.stream().getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    for (let i = 0; i < value.length; i++) {
      const byte = value[i];
      if (byte === QUOTE && format.quoted) {
        inQuotes = !inQuotes;
      }
      if (byte !== NEWLINE) {
        blank &&= format.blank.includes(byte);
        continue;
      }
      lineEnds++;
      if (!inQuotes) {
        const end = offset + i + 1;
        if (!blank) {
          yield { start, end, line };
        }
        [start, line, lineEnds, blank] = [end, line + lineEnds, 0, true];
      }
    }
    offset += value.length;
  }
  if (!blank) {
    yield { start, end: blob.size, line };
  }
}

/**
 * Plans how to send a file: in as few parts as possible, of whole records and at most so many bytes each.
 *
 * @returns `{header, parts: [{start, end, line, records}], records, preview}`; the header is a Blob that goes ahead of each part;
 *   `preview` is the text of the first records
 */
export async function plan(file, format, maxBytes, previewed) {
  const parts = [];
  let header = new Blob([]);
  let records = 0;
  let previewEnd = 0;
  let first = true;
  for await (const record of recordsOf(file, format)) {
    if (first && format.header) {
      header = file.slice(0, record.end);
      first = SEPARATOR_LINE.test(await header.slice(0, 100).text());
    } else {
      const part = parts.at(-1);
      if (part && header.size + record.end - part.start <= maxBytes) {
        part.end = record.end;
        part.records++;
      } else {
        parts.push({ start: record.start, end: record.end, line: record.line, records: 1 });
      }
      records++;
    }
    if (records <= previewed) {
      previewEnd = record.end;
    }
  }
  return { header, parts, records, preview: await file.slice(0, Math.min(previewEnd, 2000)).text() };
}

/** What is sent for a part; no bytes are copied. */
export function bodyOf(file, header, part, format) {
  return new Blob([header, file.slice(part.start, part.end)], { type: format.type });
}

/**
 * Where in the file some records of a part are, by their places in it, which count from 0.
 *
 * @returns a Map from place to `{line, text}`
 */
export async function locate(file, format, part, places) {
  const wanted = new Set(places);
  const found = new Map();
  const slice = file.slice(part.start, part.end);
  let place = 0;
  for await (const record of recordsOf(slice, format, part.line)) {
    if (wanted.has(place)) {
      found.set(place, { line: record.line, text: (await slice.slice(record.start, record.end).text()).trimEnd() });
    }
    if (found.size === wanted.size) {
      break;
    }
    place++;
  }
  return found;
}
