import { html, nothing } from './element.js';
import { options } from './resources.js';
import { hasInvisible, visible } from './visible-text.js';

const INPUT_TYPES = { password: 'password', day: 'date' };

/** Kinds whose texts may be of any language. */
const TEXTS = ['text', 'longtext', undefined];

/** The keyboards that phones show. */
export const INPUT_MODES = { number: 'numeric', decimal: 'decimal' };

/**
 * An input with its label and what the service has to say about it.
 *
 * @param field `{name, label, kind, hint, autocomplete, options, initial, nullable}`
 * @param messages texts; the input is marked as wrong when there are any
 */
export function formField(field, value, messages = []) {
  const id = `field-${field.name}`;
  const invalid = messages.length > 0;
  const describedBy = [invalid && `${id}-error`, field.hint && `${id}-hint`].filter(Boolean).join(' ') || nothing;
  return html`<div class="field">
    <label for=${id}>${field.label}</label>
    ${control(field, id, value ?? field.initial ?? '', invalid, describedBy)}
    ${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : nothing}
    ${markedInvisible(value)}
    ${invalid ? html`<p class="error" id="${id}-error">${messages.join(' ')}</p>` : nothing}
  </div>`;
}

/** An input cannot mark characters, so its text stands below it again. */
function markedInvisible(value) {
  return hasInvisible(String(value ?? ''))
    ? html`<p class="hint">Has invisible characters: ${visible(String(value))}</p>`
    : nothing;
}

function control(field, id, value, invalid, describedBy) {
  const wrong = invalid ? 'true' : nothing;
  switch (field.kind) {
    case 'longtext':
      return html`<textarea id=${id} name=${field.name} rows="4" dir="auto" .value=${value} aria-invalid=${wrong} aria-describedby=${describedBy}></textarea>`;
    case 'choice':
    case 'truth':
      return html`<select id=${id} name=${field.name} aria-invalid=${wrong} aria-describedby=${describedBy}>
        ${[...(field.nullable ? [''] : []), ...options(field)].map(
          (option) => html`<option value=${option} ?selected=${option === String(value)}>${option || '–'}</option>`,
        )}
      </select>`;
    default:
      return html`<input
        id=${id}
        name=${field.name}
        type=${INPUT_TYPES[field.kind] ?? 'text'}
        inputmode=${INPUT_MODES[field.kind] ?? nothing}
        autocomplete=${field.autocomplete ?? 'off'}
        dir=${TEXTS.includes(field.kind) ? 'auto' : nothing}
        .value=${String(value)}
        aria-invalid=${wrong}
        aria-describedby=${describedBy}
      />`;
  }
}

/** What was typed, by field name. */
export const typed = (form) => Object.fromEntries(new FormData(form));

/** Where the person has to go on: the first input that is wrong, else the message above all. */
export function focusProblem(form) {
  (form.querySelector('[aria-invalid]') ?? form.querySelector('[role=alert]'))?.focus();
}

/** What is wrong, unless all of it stands at inputs of the form. */
export function formProblem(problem, fields) {
  const pointers = fields.map((field) => `#/${field.name}`);
  const errors = problem?.errors ?? [];
  const elsewhere = problem && (errors.length === 0 || errors.some((error) => !pointers.includes(error.pointer)));
  return elsewhere ? html`<p class="alert" role="alert" tabindex="-1">${problem.message}</p>` : nothing;
}
