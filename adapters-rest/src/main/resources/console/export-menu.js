import { request } from './api.js';
import { save } from './download.js';
import { Element, html } from './element.js';
import { url } from './http.js';
import { notify } from './notices.js';
import { capitalised } from './resources.js';
import { session } from './session.js';
import { exportQuery } from './view.js';

const FORMATS = [
  ['CSV', { format: 'csv' }],
  ['CSV for spreadsheets', { format: 'csv', csv_safe: 'true', csv_bom: 'true' }],
  ['CSV with semicolons', { format: 'csv', csv_safe: 'true', csv_bom: 'true', csv_separator: 'semicolon' }],
  ['NDJSON', { format: 'ndjson' }],
];

/** Links to all records of the view, in its order, as files. */
class ExportMenu extends Element {
  static properties = {
    resource: { attribute: false },
    params: { attribute: false },
  };

  render() {
    return html`<details class="menu" @focusout=${this.#left} @keydown=${this.#key}>
      <summary>Export</summary>
      <div class="menu-items">
        ${FORMATS.map(
          ([label, parameters]) =>
            html`<a href=${url(this.resource.path, this.#query(parameters))} download @click=${this.#chosen}>${label}</a>`,
        )}
      </div>
    </details>`;
  }

  #query(parameters) {
    const query = exportQuery(this.params);
    Object.entries(parameters).forEach(([name, value]) => query.set(name, value));
    return query;
  }

  /** A link cannot show a token, so what somebody signed in asks for goes through memory. */
  async #chosen(event) {
    this.#close();
    if (!session.isOpen) {
      return;
    }
    event.preventDefault();
    const target = new URL(event.currentTarget.href);
    try {
      const response = await request('GET', this.resource.path, {
        query: target.searchParams,
        headers: { Accept: '*/*' },
        as: 'blob',
      });
      save(response.data, `${this.resource.many}.${target.searchParams.get('format')}`);
      notify(`${capitalised(this.resource.many)} exported.`);
    } catch (problem) {
      notify(problem.message, 'problem');
    }
  }

  #left(event) {
    if (!this.contains(event.relatedTarget)) {
      this.#close();
    }
  }

  #key(event) {
    if (event.key === 'Escape') {
      this.#close();
      this.querySelector('summary').focus();
    }
  }

  #close() {
    this.querySelector('details').open = false;
  }
}

customElements.define('export-menu', ExportMenu);
