// A file on its way to records: how it is read, and what is sent of it.

import { encodeStart, markedCharset, textAt } from './charsets.js';
import { guessed, header, HEADER_LINES, readHead } from './columns.js';
import { validBytes } from './import-check.js';
import { formatOf, plan, recordsAt } from './records.js';

/** What the service takes in one request, which it stores as a whole or not at all; a little less, as a proxy may count otherwise. */
const MAX_PART_BYTES = 9_900_000;
/** Of a dry run. The service names a limited number of bad rows for each request. */
const MAX_CHECK_BYTES = 1_000_000;
const PREVIEW_BYTES = 2_000;

/** Immutable: another way of reading is another object. */
export class ImportFile {
  #format;
  #fields;

  /** @param settings `{charset, head, mapping, plan, special, preview}`; of a format without columns, head and mapping are null */
  constructor(file, format, fields, settings) {
    this.file = file;
    this.#format = format;
    this.#fields = fields;
    Object.assign(this, settings);
  }

  /**
   * Reads a file, guessing how.
   *
   * @param fields those that people decide
   * @throws Error with a message for people when there is nothing to import
   */
  static async open(file, fields) {
    const format = formatOf(file);
    if (!format) {
      throw new Error(`${file.name} is neither CSV (.csv) nor NDJSON (.ndjson, .jsonl).`);
    }
    const marked = await markedCharset(file);
    let opened = await ImportFile.#read(file, format, fields, marked ?? 'utf-8');
    if (format.isTable && marked === null && !opened.plan.isUtf8) {
      opened = await ImportFile.#read(file, format, fields, 'windows-1252');
    }
    if (opened.plan.records === 0) {
      throw new Error(`There are no records in ${file.name}.`);
    }
    return opened;
  }

  static async #read(file, format, fields, charset, separator = null) {
    const head = format.isTable ? await readHead(file, charset, fields, separator) : null;
    const shape = { isTable: format.isTable, separator: head?.separator, charset };
    const planned = await plan(file, shape, MAX_PART_BYTES, MAX_CHECK_BYTES);
    const textOf = (record) => textAt(file, record, charset, PREVIEW_BYTES);
    return new ImportFile(file, format, fields, {
      charset,
      head,
      mapping: head && guessed(head.names, fields),
      plan: planned,
      special: planned.special && { line: planned.special.line, text: await textOf(planned.special) },
      preview: planned.parts.length > 0 ? await textOf(planned.parts[0]) : '',
    });
  }

  get isTable() {
    return this.#format.isTable;
  }

  get shape() {
    return { isTable: this.isTable, separator: this.head?.separator, charset: this.charset };
  }

  /** The lines that are sent ahead of the records. */
  get headerLines() {
    return this.isTable ? HEADER_LINES : 0;
  }

  /** The same file with another `mapping`, `charset` or `separator`. */
  async with({ mapping, charset = this.charset, separator = this.head.separator }) {
    if (mapping) {
      return new ImportFile(this.file, this.#format, this.#fields, { ...this, mapping });
    }
    return ImportFile.#read(this.file, this.#format, this.#fields, charset, separator);
  }

  /** All records of a part, with the names of their fields in front. */
  body(part) {
    return this.#withHeader(this.file.slice(part.start, part.end));
  }

  /** The records of a part that are not in the rejected pieces; null if there are none. */
  async validBody(part, pieces) {
    const records = await validBytes(this.file, part, pieces);
    return records.size === 0 ? null : this.#withHeader(records);
  }

  #withHeader(records) {
    const { type } = this.#format;
    return this.isTable
      ? new Blob([encodeStart(header(this.mapping, this.head.separator), this.charset), records], {
          type: `${type}; charset=${this.charset}`,
        })
      : new Blob([records], { type });
  }

  /**
   * Finds what the service says about records of a part.
   *
   * @param pieces that were not sent
   * @returns the errors with `line`, `field` and `text` of the file; the line is 0 where there is none
   */
  async located(errors, part, pieces) {
    const placed = errors.map((error) => ({ ...error, ...placeOf(error) }));
    const places = new Set(placed.map(({ place }) => place));
    const found = await recordsAt(this.file, this.shape, part, (place) => places.has(place), outside(pieces));
    const byPlace = new Map(found.map((record) => [record.place, record]));
    return Promise.all(
      placed.map(async (error) => {
        const record = byPlace.get(error.place);
        const text = record ? await textAt(this.file, record, this.charset, PREVIEW_BYTES) : '';
        return { ...error, line: record?.line ?? 0, text };
      }),
    );
  }
}

/** Tells of records, asked in order, whether they are in none of these pieces. */
function outside(pieces) {
  let next = 0;
  return ({ start }) => {
    while (next < pieces.length && pieces[next].end <= start) {
      next++;
    }
    return next === pieces.length || start < pieces[next].start;
  };
}

/** `#/3/price` is the field price of the fourth record; a place of -1 is that of no record. */
function placeOf({ pointer }) {
  const [, place, field] = /^#\/(\d+)(?:\/(.*))?$/.exec(pointer ?? '') ?? [];
  return {
    place: place === undefined ? -1 : Number(place),
    field: decodeURIComponent(field ?? (place === undefined ? (pointer ?? '').replace(/^#\/?/, '') : '')),
  };
}
