import './export-menu.js';
import './filter-bar.js';

import { nextCursor, request } from './api.js';
import { Element, html, nothing } from './element.js';
import { pageBefore, pageNumber, rememberPage } from './pages.js';
import { capitalised, number, shown, titleOf } from './resources.js';
import { session } from './session.js';
import {
  address,
  changed,
  DEFAULT_PAGE_SIZE,
  filters,
  listQuery,
  PAGE_SIZES,
  selection,
  show,
  sortedBy,
  sortKeys,
} from './view.js';

const TYPING_MILLIS = 250;

/**
 * The records of one resource, a page at a time. Pages are reached by the service's own links, so the last of a million rows is as
 * cheap as the first; how many there are is asked for on the side.
 */
class RecordList extends Element {
  static properties = {
    resource: { attribute: false },
    params: { attribute: false },
    rows: { state: true },
    next: { state: true },
    total: { state: true },
    problem: { state: true },
    /** By parameter, what the service has against a filter. The list is there without it. */
    refused: { state: true },
    loading: { state: true },
  };

  #request = null;
  #counted = null;
  #typing;

  constructor() {
    super();
    this.#clear();
  }

  /** Asks again, after something was stored, or for somebody else. */
  reload = () => {
    this.#counted = null;
    this.#load();
  };

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.reload);
  }

  willUpdate(changes) {
    if (changes.has('resource')) {
      this.#clear();
    }
    if (changes.has('resource') || changes.has('params')) {
      this.#load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener('change', this.reload);
    this.#request?.abort();
  }

  render() {
    return html`<section aria-labelledby="list-title">
      <div class="head">
        <h1 id="list-title" tabindex="-1">${capitalised(this.resource.many)}</h1>
        <p class="count" aria-live="polite">${this.#count()}</p>
        <div class="actions">
          <button type="button" @click=${() => this.tell('import')}>Import</button>
          <export-menu .resource=${this.resource} .params=${this.#accepted(this.params)}></export-menu>
          <button type="button" class="primary" @click=${() => this.tell('add')}>Add ${this.resource.one}</button>
        </div>
      </div>
      <div class="tools">
        <input
          type="search"
          aria-label="Search ${this.resource.many}"
          placeholder="Search"
          maxlength="200"
          .value=${this.params.get('q') ?? ''}
          @input=${this.#search}
        />
        <filter-bar
          .resource=${this.resource}
          .filters=${filters(this.params)}
          .refused=${this.refused}
          @filter=${({ detail }) => this.#go(changed(this.params, detail))}
        ></filter-bar>
      </div>
      ${this.problem ? this.#failure() : this.#table()}
    </section>`;
  }

  #count() {
    if (this.problem || this.rows === null) {
      return nothing;
    }
    return this.total === null ? 'counting…' : this.total === undefined ? 'too many to count' : number(this.total);
  }

  #table() {
    if (this.rows?.length === 0 && !this.loading) {
      return this.#empty();
    }
    const keys = sortKeys(this.params);
    return html`<div class="table" aria-busy=${String(this.loading)}>
        <table aria-labelledby="list-title">
          <thead>
            <tr>
              ${this.resource.fields.map((field) => this.#columnHead(field, keys))}
              <th scope="col"><span class="hidden">Actions</span></th>
            </tr>
          </thead>
          <tbody>
            ${this.rows?.map((record) => this.#row(record))}
          </tbody>
        </table>
      </div>
      ${this.#pager()}`;
  }

  #columnHead(field, keys) {
    const key = keys.find((candidate) => candidate.field === field.name);
    const direction = !key ? 'none' : key.descending ? 'descending' : 'ascending';
    return html`<th scope="col" class=${columnClass(field)} aria-sort=${direction}>
      <button
        type="button"
        title="Sort; with Shift: also by this"
        @click=${(event) => this.#go(sortedBy(this.params, field.name, event.shiftKey))}
      >
        ${field.label}<span class="arrow" aria-hidden="true">${!key ? '' : key.descending ? '↓' : '↑'}</span>
      </button>
    </th>`;
  }

  #row(record) {
    const title = titleOf(this.resource, record);
    return html`<tr @click=${() => this.tell('edit', record.id)}>
      ${this.resource.fields.map(
        (field, column) =>
          html`<td class=${columnClass(field)}>
            ${column === 0
              ? html`<a href=${address(this.resource.name, this.params, record.id)} aria-label="Edit ${title}" @click=${(event) => this.#open(event, record)}
                  >${shown(field, record[field.name])}</a
                >`
              : html`<span>${shown(field, record[field.name])}</span>`}
          </td>`,
      )}
      <td class="row-actions">
        <button type="button" class="quiet" aria-label="Delete ${title}" @click=${(event) => this.#remove(event, record)}>
          ${bin()}
        </button>
      </td>
    </tr>`;
  }

  #remove(event, record) {
    event.stopPropagation(); // the row itself opens the form
    this.tell('delete', record.id);
  }

  /** In this tab the list stays behind the record; another tab is the browser's to open. */
  #open(event, record) {
    event.stopPropagation();
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      this.tell('edit', record.id);
    }
  }

  #empty() {
    const { many, one } = this.resource;
    if (selection(this.params).size > 0) {
      return html`<div class="empty">
        <p>No ${many} match.</p>
        <button type="button" @click=${() => this.#go(new URLSearchParams())}>Show all</button>
      </div>`;
    }
    return html`<div class="empty">
      <p>No ${many} yet. Add the first one, or drop a CSV or NDJSON file here to import many.</p>
      <button type="button" class="primary" @click=${() => this.tell('add')}>Add ${one}</button>
      <button type="button" @click=${() => this.tell('import')}>Import a file</button>
    </div>`;
  }

  #failure() {
    const { status, message } = this.problem;
    return html`<div class="empty" role="alert">
      <p>${message}</p>
      ${status === 401 ? html`<button type="button" class="primary" @click=${() => this.tell('sign-in')}>Sign in</button>` : nothing}
      ${status === 400 ? html`<button type="button" @click=${() => this.#go(new URLSearchParams())}>Show all</button>` : nothing}
      ${status === 0 || status >= 500 ? html`<button type="button" @click=${() => this.reload()}>Try again</button>` : nothing}
    </div>`;
  }

  #pager() {
    const page = pageNumber(this.params);
    const back = pageBefore(this.params);
    return html`<div class="pager">
      <nav aria-label="Pages">
        <button type="button" ?disabled=${page === 1} @click=${() => this.#go(changed(this.params, {}))}>First</button>
        <button type="button" ?disabled=${back === undefined} @click=${() => this.#go(back)}>Previous</button>
        <span aria-live="polite">Page ${number(page)}${this.#pages()}</span>
        <button type="button" ?disabled=${this.next === null} @click=${this.#forward}>Next</button>
      </nav>
      <label
        >Rows
        <select @change=${(event) => this.#go(changed(this.params, { limit: event.target.value }))}>
          ${PAGE_SIZES.map((size) => html`<option ?selected=${size === this.#pageSize()}>${size}</option>`)}
        </select>
      </label>
    </div>`;
  }

  #pages() {
    return Number.isFinite(this.total) ? ` of ${number(Math.max(1, Math.ceil(this.total / this.#pageSize())))}` : '';
  }

  #pageSize() {
    return this.params.get('limit') ?? DEFAULT_PAGE_SIZE;
  }

  #forward() {
    const next = changed(this.params, { cursor: this.next, page: String(pageNumber(this.params) + 1) });
    rememberPage(next, this.params);
    this.#go(next);
  }

  #search(event) {
    clearTimeout(this.#typing);
    const q = event.target.value.trim();
    this.#typing = setTimeout(() => this.#go(changed(this.params, { q })), TYPING_MILLIS);
  }

  #go(params) {
    clearTimeout(this.#typing);
    show(this.resource.name, params);
  }

  #clear() {
    this.rows = null;
    this.next = null;
    this.total = null;
    this.problem = null;
    this.refused = new Map();
    this.loading = false;
  }

  async #load() {
    this.#request?.abort();
    const { signal } = (this.#request = new AbortController());
    this.loading = true;
    try {
      const { response, refused } = await this.#ask(signal);
      if (!signal.aborted) {
        this.refused = refused;
        this.rows = response.data;
        this.next = nextCursor(response);
        this.problem = null;
        this.loading = false;
        await this.#countAll(signal);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.loading = false;
        this.problem = error;
      }
    }
  }

  /** Asks for the page; where the service refuses filters, without these. */
  async #ask(signal) {
    const ask = (params) => request('GET', this.resource.path, { query: listQuery(params), signal });
    try {
      return { response: await ask(this.params), refused: new Map() };
    } catch (problem) {
      const refused = refusedFilters(problem, this.params);
      if (refused.size === 0) {
        throw problem;
      }
      return { response: await ask(without(this.params, refused)), refused };
    }
  }

  #accepted(params) {
    return without(params, this.refused);
  }

  /** Once for each selection: neither order nor place changes the number. */
  async #countAll(signal) {
    const query = selection(this.#accepted(this.params));
    const selected = `${this.resource.name}?${query}`;
    if (this.#counted === selected) {
      return;
    }
    this.total = null;
    query.set('limit', '1');
    try {
      const response = await request('HEAD', this.resource.path, { query, signal, headers: { Prefer: 'count=exact' } });
      this.total = Number(response.headers.get('X-Total-Count') ?? undefined);
      this.#counted = selected;
    } catch (error) {
      if (!signal.aborted) {
        this.total = undefined; // the list itself is there
      }
    }
  }
}

/** By parameter, what the service says about filters; empty when the problem is another one. */
function refusedFilters({ status, errors = [] }, params) {
  const known = filters(params).map(({ parameter }) => parameter);
  return status === 400 && errors.every(({ parameter }) => known.includes(parameter))
    ? new Map(errors.map(({ parameter, detail }) => [parameter, detail]))
    : new Map();
}

function without(params, refused) {
  const copy = new URLSearchParams(params);
  refused.forEach((detail, parameter) => copy.delete(parameter));
  return copy;
}

const columnClass = (field) => `${field.kind} ${field.narrow ? '' : 'wide-only'}`;

const bin = () =>
  html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5" /></svg>`;

customElements.define('record-list', RecordList);
