import './key-editor.js';

import { html, nothing } from './element.js';
import { FetchedList } from './fetched-list.js';
import { number } from './resources.js';

/** The API keys of the person who is signed in. */
class KeyList extends FetchedList {
  constructor() {
    super('api-keys');
  }

  render() {
    return html`<section aria-labelledby="list-title">
      <div class="head">
        <h1 id="list-title" tabindex="-1">API keys</h1>
        <p class="count" aria-live="polite">${this.items && !this.problem ? number(this.items.length) : nothing}</p>
        <div class="actions">
          <button type="button" class="primary" @click=${() => (this.dialog = { key: null })}>Add API key</button>
        </div>
      </div>
      ${this.problem ? this.#failure() : this.#table()}
      ${this.dialog
        ? html`<key-editor .key=${this.dialog.key} @stored=${this.load} @closed=${() => (this.dialog = null)}></key-editor>`
        : nothing}
    </section>`;
  }

  #table() {
    return html`<div class="table" aria-busy=${String(this.items === null)}>
      <table aria-labelledby="list-title">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Scopes</th>
            <th scope="col">Expires</th>
            <th scope="col">Last used</th>
            <th scope="col"><span class="hidden">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${(this.items ?? []).map((key) => this.#row(key))}
        </tbody>
      </table>
    </div>`;
  }

  #row(key) {
    return html`<tr>
      <td>${key.name}</td>
      <td>${key.scopes.join(', ')}</td>
      <td>${key.expires ? key.expires.slice(0, 10) : 'never'}</td>
      <td>${key.last_used ?? 'never'}</td>
      <td class="row-actions">
        <button type="button" class="quiet" aria-label="Revoke ${key.name}" @click=${() => (this.dialog = { key })}>Revoke</button>
      </td>
    </tr>`;
  }

  #failure() {
    const signIn = this.problem.status === 401;
    return html`<div class="empty" role="alert">
      <p>${signIn ? 'Sign in to see your API keys.' : this.problem.message}</p>
      ${signIn
        ? html`<button type="button" class="primary" @click=${() => this.tell('sign-in')}>Sign in</button>`
        : html`<button type="button" @click=${this.load}>Try again</button>`}
    </div>`;
  }
}

customElements.define('key-list', KeyList);
