import './account-editor.js';
import './user-editor.js';

import { html, nothing } from './element.js';
import { FetchedList } from './fetched-list.js';
import { number } from './resources.js';
import { session } from './session.js';

/** More rows than anybody reads; the search finds the others. */
const MAX_SHOWN = 500;

/** The accounts of all, for administrators. */
class UserList extends FetchedList {
  static properties = {
    ...FetchedList.properties,
    search: { state: true },
  };

  constructor() {
    super('users/read_all');
    this.search = '';
  }

  render() {
    return html`<section aria-labelledby="list-title">
      <div class="head">
        <h1 id="list-title" tabindex="-1">Users</h1>
        <p class="count" aria-live="polite">${this.items && !this.problem ? number(this.items.length) : nothing}</p>
        <div class="actions">
          <button type="button" class="primary" @click=${() => (this.dialog = { user: null })}>Add user</button>
        </div>
      </div>
      ${this.problem ? this.#failure() : this.#table()}
      ${this.#openDialog()}
    </section>`;
  }

  #openDialog() {
    if (!this.dialog) {
      return nothing;
    }
    const closed = () => (this.dialog = null);
    return this.dialog.change
      ? html`<user-editor .user=${this.dialog.user} @stored=${this.load} @closed=${closed}></user-editor>`
      : html`<account-editor .user=${this.dialog.user} @stored=${this.load} @closed=${closed}></account-editor>`;
  }

  #table() {
    const found = (this.items ?? []).filter((user) => user.user_name.toLowerCase().includes(this.search.toLowerCase()));
    return html`<div class="tools">
        <input type="search" aria-label="Search users" placeholder="Search" @input=${(event) => (this.search = event.target.value.trim())} />
        ${found.length > MAX_SHOWN ? html`<p class="hint">The first ${number(MAX_SHOWN)} of ${number(found.length)}</p>` : nothing}
      </div>
      <div class="table" aria-busy=${String(this.items === null)}>
        <table aria-labelledby="list-title">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">May sign in</th>
              <th scope="col"><span class="hidden">Actions</span></th>
            </tr>
          </thead>
          <tbody>
            ${found.slice(0, MAX_SHOWN).map((user) => this.#row(user))}
          </tbody>
        </table>
      </div>`;
  }

  #row(user) {
    const own = user.user_name === session.name;
    return html`<tr>
      <td>${user.user_name}${own ? html` <span class="chip">you</span>` : nothing}${user.oidc_issuer
        ? html` <span class="chip" title="${user.oidc_issuer}: ${user.oidc_subject}">outside identity</span>`
        : nothing}</td>
      <td>${user.role}</td>
      <td>${user.active ? 'yes' : 'no'}</td>
      <td class="row-actions">
        <button type="button" class="quiet" aria-label="Change ${user.user_name}" ?disabled=${own} @click=${() => (this.dialog = { user, change: true })}>
          Change
        </button>
        <button type="button" class="quiet" aria-label="Delete ${user.user_name}" ?disabled=${own} @click=${() => (this.dialog = { user })}>
          Delete
        </button>
      </td>
    </tr>`;
  }

  #failure() {
    const signIn = this.problem.status === 401 || this.problem.status === 403;
    return html`<div class="empty" role="alert">
      <p>${signIn ? 'Only administrators see the accounts of all.' : this.problem.message}</p>
      ${signIn
        ? html`<button type="button" class="primary" @click=${() => this.tell('sign-in')}>Sign in as administrator</button>`
        : html`<button type="button" @click=${this.load}>Try again</button>`}
    </div>`;
  }
}

customElements.define('user-list', UserList);
