import { Element, html, nothing } from './element.js';
import { INPUT_MODES } from './form-fields.js';
import { operators, options } from './resources.js';

/** The filters of a list, each as a chip that removes it, and a small form that adds one. */
class FilterBar extends Element {
  static properties = {
    resource: { attribute: false },
    filters: { attribute: false },
    open: { state: true },
    field: { state: true },
    operator: { state: true },
  };

  constructor() {
    super();
    this.open = false;
  }

  willUpdate(changes) {
    if (changes.has('resource')) {
      this.open = false;
      this.#choose(this.resource.fields[0].name);
    }
  }

  render() {
    return html`
      ${this.filters.map((filter) => this.#chip(filter))}
      ${this.open ? this.#form() : html`<button type="button" class="quiet" @click=${this.#show}>+ Filter</button>`}
    `;
  }

  #chip({ parameter, field: name, operator, value }) {
    const field = this.#fieldOf(name);
    const words = field && operators(field).find(([spelled]) => spelled === operator)?.[1];
    const text = `${field?.label ?? name} ${words ?? operator} ${operator === 'isnull' ? '' : chipValue(field, value)}`.trim();
    return html`<span class="chip"
      >${text}
      <button type="button" aria-label="Remove filter: ${text}" @click=${() => this.tell('filter', { [parameter]: null })}>×</button>
    </span>`;
  }

  #form() {
    const field = this.#fieldOf(this.field);
    return html`<form class="filter" aria-label="Add a filter" @submit=${this.#add} @keydown=${this.#key}>
      <select name="field" aria-label="Field" @change=${(event) => this.#choose(event.target.value)}>
        ${this.resource.fields.map(({ name, label }) => html`<option value=${name} ?selected=${name === this.field}>${label}</option>`)}
      </select>
      <select name="operator" aria-label="Comparison" @change=${(event) => (this.operator = event.target.value)}>
        ${operators(field).map(
          ([spelled, words]) => html`<option value=${spelled} ?selected=${spelled === this.operator}>${words}</option>`,
        )}
      </select>
      ${this.operator === 'isnull' ? nothing : this.#value(field)}
      <button type="submit">Apply</button>
      <button type="button" class="quiet" @click=${this.#hide}>Cancel</button>
    </form>`;
  }

  #value(field) {
    if (options(field)) {
      return html`<select name="value" aria-label="Value">
        ${options(field).map((option) => html`<option>${option}</option>`)}
      </select>`;
    }
    return html`<input
      name="value"
      aria-label="Value"
      required
      autocomplete="off"
      type=${['time', 'day'].includes(field.kind) ? 'date' : 'text'}
      inputmode=${INPUT_MODES[field.kind] ?? 'text'}
    />`;
  }

  #fieldOf(name) {
    return this.resource.fields.find((field) => field.name === name);
  }

  #choose(name) {
    this.field = name;
    this.operator = operators(this.#fieldOf(name))[0][0];
  }

  async #show() {
    this.open = true;
    await this.updateComplete;
    this.querySelector('select').focus();
  }

  async #hide() {
    this.open = false;
    await this.updateComplete;
    this.querySelector(':scope > button').focus();
  }

  #key(event) {
    if (event.key === 'Escape') {
      this.#hide();
    }
  }

  #add(event) {
    event.preventDefault();
    const value = this.operator === 'isnull' ? 'true' : new FormData(event.target).get('value').trim();
    const parameter = this.operator ? `${this.field}__${this.operator}` : this.field;
    this.tell('filter', { [parameter]: this.#fieldOf(this.field).kind === 'time' ? startOfDay(value) : value });
    this.#hide();
  }
}

/** Midnight where the person is, as the service spells times. */
const startOfDay = (date) => new Date(`${date}T00:00`).toISOString();

function chipValue(field, value) {
  return field?.kind === 'time' && !Number.isNaN(Date.parse(value)) ? new Date(value).toLocaleDateString() : value;
}

customElements.define('filter-bar', FilterBar);
