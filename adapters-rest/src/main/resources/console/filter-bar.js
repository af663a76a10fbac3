import { Element, html, nothing } from './element.js';
import { INPUT_MODES } from './form-fields.js';
import { operators, options, textOf } from './resources.js';
import { asSent } from './typed-values.js';
import { spelledOut, visible } from './visible-text.js';

/** The filters of a list, each as a chip that removes or changes it, and a small form that adds one. */
class FilterBar extends Element {
  static properties = {
    resource: { attribute: false },
    filters: { attribute: false },
    /** By parameter, what the service has against a filter. */
    refused: { attribute: false },
    /** The filter that the form changes, `{parameter, value}`; null for a new one. */
    changing: { state: true },
    open: { state: true },
    field: { state: true },
    operator: { state: true },
  };

  /** What was applied last: if it is refused, the person goes on with it. */
  #applied = null;

  constructor() {
    super();
    this.open = false;
    this.changing = null;
    this.refused = new Map();
  }

  willUpdate(changes) {
    if (changes.has('resource')) {
      this.open = false;
      this.#choose(this.resource.fields[0].name);
    }
  }

  updated(changes) {
    if (changes.has('refused') && this.refused.has(this.#applied)) {
      this.#change(this.filters.find(({ parameter }) => parameter === this.#applied));
      this.#applied = null;
    }
  }

  render() {
    return html`
      ${this.filters.filter(({ parameter }) => !this.open || parameter !== this.changing?.parameter).map((filter) => this.#chip(filter))}
      ${this.open ? this.#form() : html`<button type="button" class="quiet" @click=${() => this.#show(null)}>+ Filter</button>`}
    `;
  }

  #chip(filter) {
    const { parameter, field: name, operator, value } = filter;
    const field = this.#fieldOf(name);
    const words = field && operators(field).find(([spelled]) => spelled === operator)?.[1];
    const text = `${field?.label ?? name} ${words ?? operator} ${operator === 'isnull' ? '' : chipValue(field, value)}`.trim();
    const why = this.refused.get(parameter);
    const label = why === undefined ? visible(text) : html`<span>${visible(text)} – not applied: ${why}</span>`;
    return html`<span class="chip ${why === undefined ? '' : 'refused'}" role=${why === undefined ? nothing : 'alert'}>
      ${words
        ? html`<button type="button" class="link" title="Change this filter" @click=${() => this.#change(filter)}>${label}</button>`
        : label}
      <button type="button" aria-label="Remove filter: ${spelledOut(text)}" @click=${() => this.tell('filter', { [parameter]: null })}>×</button>
    </span>`;
  }

  #form() {
    const field = this.#fieldOf(this.field);
    const why = this.refused.get(this.changing?.parameter);
    return html`<form class="filter" aria-label="Add a filter" novalidate @submit=${this.#add} @keydown=${this.#key}>
      <select name="field" aria-label="Field" @change=${(event) => this.#choose(event.target.value)}>
        ${this.resource.fields.map(
          ({ name, label }) => html`<option value=${name} .selected=${name === this.field}>${label}</option>`,
        )}
      </select>
      <select name="operator" aria-label="Comparison" @change=${(event) => (this.operator = event.target.value)}>
        ${operators(field).map(
          ([spelled, words]) => html`<option value=${spelled} .selected=${spelled === this.operator}>${words}</option>`,
        )}
      </select>
      ${this.operator === 'isnull' ? nothing : this.#value(field, why)}
      <button type="submit">Apply</button>
      <button type="button" class="quiet" @click=${this.#hide}>Cancel</button>
      ${why === undefined ? nothing : html`<p class="error" id="filter-error" role="alert">${why}</p>`}
    </form>`;
  }

  #value(field, why) {
    const value = this.changing?.value ?? '';
    if (options(field)) {
      return html`<select name="value" aria-label="Value">
        ${options(field).map((option) => html`<option .selected=${option === value}>${option}</option>`)}
      </select>`;
    }
    return html`<input
      name="value"
      aria-label="Value"
      aria-invalid=${why === undefined ? nothing : 'true'}
      aria-describedby=${why === undefined ? nothing : 'filter-error'}
      autocomplete="off"
      dir="auto"
      .value=${field.kind === 'time' ? dayOf(value) : value}
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

  #change({ parameter, field, operator, value }) {
    this.field = field;
    this.operator = operator;
    return this.#show({ parameter, value });
  }

  async #show(changing) {
    this.changing = changing;
    this.open = true;
    await this.updateComplete;
    const value = changing && this.querySelector('[name=value]');
    (value ?? this.querySelector('select')).focus();
  }

  async #hide() {
    this.open = false;
    this.changing = null;
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
    const field = this.#fieldOf(this.field);
    const typed = new FormData(event.target).get('value')?.trim() ?? 'true';
    if (typed === '') {
      this.querySelector('[name=value]').focus();
      return;
    }
    const parameter = this.operator ? `${this.field}__${this.operator}` : this.field;
    this.#applied = parameter;
    const before = this.changing ? { [this.changing.parameter]: null } : {};
    this.tell('filter', { ...before, [parameter]: field.kind === 'time' ? startOfDay(typed) : asSent(field, typed) });
    this.#hide();
  }
}

/** Midnight where the person is, as the service spells times. */
const startOfDay = (date) => new Date(`${date}T00:00`).toISOString();

/** The day of a time where the person is, as inputs spell days. */
function dayOf(value) {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? '' : new Intl.DateTimeFormat('sv').format(time);
}

function chipValue(field, value) {
  if (field?.kind === 'time') {
    return Number.isNaN(Date.parse(value)) ? value : new Date(value).toLocaleDateString();
  }
  return field ? textOf(field, value) : value;
}

customElements.define('filter-bar', FilterBar);
