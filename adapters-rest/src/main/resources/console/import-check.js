// A dry run of a file: the service checks all of it, part by part, and stores nothing.

import { textAt } from './charsets.js';
import { recordsAt } from './records.js';

const SHOWN_LINES = 3;
const MAX_TEXT_BYTES = 300;
/** Where the service stops in one part. */
const MAX_REJECTED = 100_000;

/**
 * What a dry run found.
 *
 * @typedef Findings
 * @property records how many there are in the file
 * @property rejected how many of them are not valid
 * @property kinds of mistakes, `{field, code, message, rows, lines: [{line, text}]}`
 * @property pieces of the file, `{start, end}`, that are not valid, in order
 */

/**
 * Checks a file.
 *
 * @param source `{file, shape, plan, headerLines}`
 * @param send posts a part for a dry run; throws the Problem of the service
 * @param onProgress gets the number of bytes of the file that were checked
 * @returns Findings
 * @throws Problem that is about the whole file, or none of the file's
 */
export async function check({ file, shape, plan, headerLines }, send, onProgress) {
  const findings = { records: plan.records, rejected: 0, kinds: [], pieces: [] };
  const kinds = new Map();
  for (const part of plan.checks) {
    try {
      await send(part);
    } catch (problem) {
      if (!problem.rejected) {
        throw problem;
      }
      await add(problem, part);
    }
    onProgress(part.end);
  }
  findings.kinds = [...kinds.values()].sort((one, other) => other.rows - one.rows);
  return findings;

  async function add(problem, part) {
    const ranges = complete(problem.rejected, part);
    const bad = await recordsAt(file, shape, part, within(ranges));
    findings.rejected += bad.length;
    bad.forEach((record) => addPiece(findings.pieces, record));
    const byLine = new Map(bad.map((record) => [record.line, record]));
    for (const mistake of problem.mistakes) {
      const kind = kindOf(mistake);
      kind.rows += mistake.rows;
      for (const line of mistake.lines.slice(0, SHOWN_LINES - kind.lines.length)) {
        const inFile = part.line + line - headerLines - 1;
        kind.lines.push({ line: inFile, text: await textOf(byLine.get(inFile)) });
      }
    }
  }

  function kindOf({ field, code, message }) {
    const name = JSON.stringify([field, code, message]);
    if (!kinds.has(name)) {
      kinds.set(name, { field, code, message, rows: 0, lines: [] });
    }
    return kinds.get(name);
  }

  function textOf(record) {
    return record ? textAt(file, record, shape.charset, MAX_TEXT_BYTES) : '';
  }
}

/** What the service did not read any more is not valid as far as it knows. */
function complete(rejected, part) {
  const count = rejected.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return count < MAX_REJECTED ? rejected : [...rejected, [rejected.at(-1)[1] + 1, part.records]];
}

/** Tells of places, asked in order, whether they are in these ranges. */
function within(ranges) {
  let next = 0;
  return (place) => {
    while (next < ranges.length && ranges[next][1] < place) {
      next++;
    }
    return next < ranges.length && ranges[next][0] <= place;
  };
}

function addPiece(pieces, { start, end }) {
  const last = pieces.at(-1);
  if (last?.end === start) {
    last.end = end;
  } else {
    pieces.push({ start, end });
  }
}

/** The rejected records byte for byte, behind the file's own first row: to be mended and imported. */
export function rejectedFile({ file, plan }, { pieces }) {
  return new Blob([file.slice(0, plan.headEnd), ...pieces.map(({ start, end }) => file.slice(start, end))], { type: file.type });
}

/** The findings as a file, as the `import` command writes them. */
export function reportFile(resource, { file }, { records, rejected, kinds }) {
  const report = {
    resource: resource.many,
    file: file.name,
    read: records,
    valid: records - rejected,
    rejected,
    mistakes: kinds.map((kind) => ({ ...kind, lines: kind.lines.map(({ line }) => line) })),
  };
  return new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' });
}

/** What `file.csv` is called when there is something else in it: `file.rejected.csv`. */
export const nameWith = (name, word, ending = null) => name.replace(/(\.[^.]*)?$/, (old) => `.${word}${ending ?? old}`);

/**
 * The bytes of a part without the pieces that are not valid.
 *
 * @returns a Blob, and no copy of bytes if nothing is left out
 */
export async function validBytes(file, part, pieces) {
  const left = pieces.filter(({ start, end }) => start < part.end && end > part.start);
  if (left.length === 0) {
    return file.slice(part.start, part.end);
  }
  // One part at a time is in memory: thousands of slices would cost the browser more.
  const bytes = new Uint8Array(await file.slice(part.start, part.end).arrayBuffer());
  const kept = [];
  let from = part.start;
  for (const { start, end } of left) {
    kept.push(bytes.subarray(from - part.start, Math.max(start, part.start) - part.start));
    from = Math.min(end, part.end);
  }
  return new Blob([...kept, bytes.subarray(from - part.start)]);
}
