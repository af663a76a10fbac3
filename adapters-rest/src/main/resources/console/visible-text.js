import { html } from './element.js';

const NAMES = {
  0x00ad: 'soft hyphen',
  0x061c: 'Arabic letter mark',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0xfeff: 'zero width no-break space',
};

/**
 * Characters that show nothing, or turn the text around them. Not those that belong to the writing: in emoji, joiners between letters
 * of a script that needs them, and variation selectors.
 */
const INVISIBLE =
  /\p{RGI_Emoji}|(?<=[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]])[\u200c\u200d](?=\p{L})|(?<hidden>[[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u2800]--[\t\n\r\ufe00-\ufe0f\u{e0100}-\u{e01ef}]])/gv;

/** Splits text into `{text}` and `{hidden}`, the latter single characters. */
function partsOf(text) {
  const parts = [];
  let start = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.groups.hidden) {
      parts.push({ text: text.slice(start, match.index) }, { hidden: match[0] });
      start = match.index + match[0].length;
    }
  }
  return [...parts, { text: text.slice(start) }].filter((part) => part.text !== '');
}

const codePoint = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

export const hasInvisible = (text) => partsOf(text).some((part) => part.hidden);

/** The same text with the code points of invisible characters in their places: `invoice[U+202E]gpj.exe`. */
export const spelledOut = (text) => partsOf(text).map((part) => part.text ?? `[${codePoint(part.hidden)}]`).join('');

/** Text to look at: in its own direction, not that of the text around it, and with invisible characters marked. */
export function visible(text) {
  return html`<bdi>${partsOf(text).map((part) => part.text ?? mark(part.hidden))}</bdi>`;
}

const mark = (character) =>
  html`<span class="invisible" title=${NAMES[character.codePointAt(0)] ?? 'invisible character'}>${codePoint(character)}</span>`;
