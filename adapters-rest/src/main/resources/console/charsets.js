// In which character set a file is.

/** Those that the service reads and that browsers can show: the name, and what people call it. */
export const CHARSETS = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252 (Western Europe)'],
  ['windows-1250', 'Windows-1250 (Central Europe)'],
  ['windows-1251', 'Windows-1251 (Cyrillic)'],
  ['utf-16le', 'UTF-16 (Unicode text)'],
  ['utf-16be', 'UTF-16, big-endian'],
];

const MARKS = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The character set that a file's byte order mark names; null if it has none. */
export async function markedCharset(file) {
  const start = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  return MARKS.find(([, mark]) => mark.every((byte, place) => start[place] === byte))?.[0] ?? null;
}

/** How many bytes line ends, quotes and separators have. */
export const unitWidth = (charset) => (charset.startsWith('utf-16') ? 2 : 1);

export async function decode(blob, charset) {
  return new TextDecoder(charset).decode(await blob.arrayBuffer());
}

/** The text between two bytes of a file, at most so many of them, without white space at its end. */
export async function textAt(file, { start, end }, charset, maxBytes) {
  return (await decode(file.slice(start, Math.min(end, start + maxBytes)), charset)).trimEnd();
}

/** Writes ASCII text as it would stand at the start of a file in this character set. */
export function encodeStart(text, charset) {
  if (unitWidth(charset) === 1) {
    return new TextEncoder().encode(text);
  }
  const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
  Array.from(`\ufeff${text}`, (character, place) => bytes.setUint16(2 * place, character.charCodeAt(0), charset === 'utf-16le'));
  return bytes.buffer;
}

/** Looks at a file piece by piece: whether it is UTF-8. */
export class Utf8Check {
  #decoder = new TextDecoder('utf-8', { fatal: true });
  isValid = true;

  /** @param chunk null: the end */
  add(chunk) {
    if (this.isValid) {
      try {
        this.#decoder.decode(chunk ?? undefined, { stream: chunk !== null });
      } catch {
        this.isValid = false;
      }
    }
  }
}
