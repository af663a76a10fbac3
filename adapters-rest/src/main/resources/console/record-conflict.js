import { Element, html, nothing } from './element.js';
import { merged } from './merge.js';
import { shown } from './resources.js';

/** Kinds whose values may be broken into lines. */
const WORDS = ['text', 'longtext', 'choice'];

/**
 * Two changes of one record side by side. What only one side changed is kept; where both did, the person chooses.
 * Tells `merged` with the version to save, or `discarded`.
 */
class RecordConflict extends Element {
  static properties = {
    resource: { attribute: false },
    /** What `compared` found. */
    rows: { attribute: false },
    busy: { attribute: false },
    choices: { state: true },
    missing: { state: true },
  };

  constructor() {
    super();
    this.choices = {};
    this.missing = null;
  }

  willUpdate(changes) {
    if (changes.has('rows')) {
      this.choices = {};
      this.missing = null;
    }
  }

  render() {
    const { one } = this.resource;
    const clashes = this.rows.filter((row) => row.kept === null);
    return html`<p>
        While you were editing, another user changed this ${one}.
        ${clashes.length > 0
          ? 'Both of you changed the fields with a choice: pick one version of each. Everything else is merged.'
          : 'No field was changed by both of you, so both changes fit together.'}
      </p>
      <div class="table">
        <table class="comparison">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Mine</th>
              <th scope="col">Theirs</th>
            </tr>
          </thead>
          <tbody>
            ${this.rows.map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>
      ${this.missing ? html`<p class="alert" role="alert">Choose a version of ${this.missing}.</p>` : nothing}
      <div class="buttons">
        <button type="button" class="primary" ?disabled=${this.busy} @click=${this.#save}>Save merged</button>
        <button type="button" ?disabled=${this.busy} @click=${() => this.tell('discarded')}>Discard mine</button>
      </div>`;
  }

  #row(row) {
    const { field, was, kept } = row;
    return html`<tr>
      <th scope="row">
        ${field.label}
        ${kept === 'both' ? nothing : html`<span class="hint">was ${shown(field, was)}</span>`}
      </th>
      ${kept === 'both'
        ? html`<td colspan="2">${shown(field, row.mine)}</td>`
        : ['mine', 'theirs'].map((side) => html`<td class="${this.#keeps(row, side) ? 'kept' : ''} ${WORDS.includes(field.kind) ? '' : 'one-line'}">${this.#version(row, side)}</td>`)}
    </tr>`;
  }

  #version(row, side) {
    const { field } = row;
    const text = shown(field, row[side]);
    if (row.kept === null) {
      return html`<label
        ><input
          type="radio"
          name="keep-${field.name}"
          aria-label="${field.label}: ${side}"
          .checked=${this.choices[field.name] === side}
          @change=${() => this.#choose(field, side)}
        />
        ${text}</label
      >`;
    }
    return row.kept === side ? html`${text} <span class="hidden">(kept)</span>` : html`<span class="dropped">${text}</span>`;
  }

  #keeps(row, side) {
    return (row.kept ?? this.choices[row.field.name]) === side;
  }

  #choose(field, side) {
    this.choices = { ...this.choices, [field.name]: side };
    this.missing = null;
  }

  async #save() {
    const open = this.rows.find((row) => row.kept === null && !this.choices[row.field.name]);
    if (open) {
      this.missing = open.field.label;
      await this.updateComplete;
      this.querySelector(`[name="keep-${open.field.name}"]`).focus();
      return;
    }
    this.tell('merged', merged(this.rows, this.choices));
  }
}

customElements.define('record-conflict', RecordConflict);
