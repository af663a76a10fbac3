import './file-import.js';
import './health-view.js';
import './key-list.js';
import './notice-area.js';
import './password-editor.js';
import './password-reset.js';
import './record-editor.js';
import './record-list.js';
import './sign-in.js';
import './user-list.js';

import { onSignInNeeded } from './api.js';
import { Element, html, nothing } from './element.js';
import { base } from './http.js';
import { notify } from './notices.js';
import { capitalised, resources } from './resources.js';
import { session } from './session.js';
import { currentView, show } from './view.js';

/** The page: navigation, the view that the address names, and the dialogs above it. */
class StockroomConsole extends Element {
  static properties = {
    view: { state: true },
    dialog: { state: true },
    dragging: { state: true },
  };

  #signingIn = null;

  constructor() {
    super();
    this.view = currentView();
    this.dialog = null;
    this.dragging = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.#follow());
    session.addEventListener('change', () => this.requestUpdate());
    session.addEventListener('ended', () => notify('Your session has ended. Sign in again to go on.', 'problem'));
    addEventListener('reset-password', () => (this.dialog = { name: 'reset' }));
    onSignInNeeded(() => this.#askToSignIn());
    addEventListener('dragover', (event) => this.#dragged(event));
    addEventListener('drop', (event) => this.#dropped(event));
    addEventListener('dragleave', (event) => {
      this.dragging = this.dragging && event.relatedTarget !== null;
    });
  }

  get resource() {
    return resources.find((resource) => resource.name === this.view.name);
  }

  render() {
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>Skip to the content</a>
      <header>
        <a class="brand" href="#/items">${mark()} Stockroom</a>
        <nav aria-label="Views">
          ${this.#views().map(
            ([name, label]) =>
              html`<a href="#/${name}" aria-current=${name === this.view.name ? 'page' : nothing}>${label}</a>`,
          )}
        </nav>
        <div class="account">
          <a href=${new URL('docs', base)} class="quiet">API</a>
          ${session.isOpen
            ? html`<span class="who" title="Signed in">${session.name}</span>
                <button type="button" class="quiet" @click=${() => (this.dialog = { name: 'password' })}>Change password</button>
                <button type="button" class="quiet" @click=${this.#signOut}>Sign out</button>`
            : html`<button type="button" @click=${() => this.#askToSignIn()}>Sign in</button>`}
        </div>
      </header>
      <main id="content" tabindex="-1">${this.#content()}</main>
      ${this.dragging ? html`<div class="drop-target"><p>Drop the file to import ${this.resource.many}</p></div>` : nothing}
      ${this.#openDialog()}
      <notice-area></notice-area>
    `;
  }

  updated() {
    const view = this.#views().find(([name]) => name === this.view.name);
    document.title = view ? `${view[1]} – Stockroom` : 'Stockroom';
  }

  #views() {
    return [
      ...resources.map((resource) => [resource.name, capitalised(resource.many)]),
      ...(session.isAdministrator ? [['users', 'Users']] : []),
      ...(session.isOpen ? [['keys', 'API keys']] : []),
      ['health', 'Health'],
    ];
  }

  #content() {
    if (this.resource) {
      return html`<record-list
        .resource=${this.resource}
        .params=${this.view.params}
        @edit=${({ detail }) => this.#edit(detail.id, detail.action)}
        @add=${() => this.#edit(null)}
        @import=${() => this.#import(null)}
        @sign-in=${() => this.#askToSignIn()}
      ></record-list>`;
    }
    switch (this.view.name) {
      case 'health':
        return html`<health-view @sign-in=${() => this.#askToSignIn()}></health-view>`;
      case 'keys':
        return html`<key-list @sign-in=${() => this.#askToSignIn()}></key-list>`;
      case 'users':
        return html`<user-list @sign-in=${() => this.#askToSignIn()}></user-list>`;
      case '':
        show(resources[0].name);
        return nothing;
      default:
        return html`<section class="empty">
          <h1>There is nothing here</h1>
          <p><a href="#/items">Go to the products</a></p>
        </section>`;
    }
  }

  #openDialog() {
    switch (this.dialog?.name) {
      case 'edit':
        return html`<record-editor
          .resource=${this.dialog.resource}
          .recordId=${this.dialog.id}
          .action=${this.dialog.action}
          @stored=${this.#reload}
          @closed=${this.#closeDialog}
        ></record-editor>`;
      case 'import':
        return html`<file-import
          .resource=${this.dialog.resource}
          .file=${this.dialog.file}
          @stored=${this.#reload}
          @closed=${this.#closeDialog}
        ></file-import>`;
      case 'password':
        return html`<password-editor @closed=${this.#closeDialog}></password-editor>`;
      case 'reset':
        return html`<password-reset @closed=${this.#closeDialog}></password-reset>`;
      default:
        return nothing;
    }
  }

  #edit(id, action = 'edit') {
    this.dialog = { name: 'edit', resource: this.resource, id, action };
  }

  #import(file) {
    this.dialog = { name: 'import', resource: this.resource, file };
  }

  #closeDialog() {
    this.dialog = null;
  }

  #reload() {
    this.querySelector('record-list')?.reload();
  }

  /** Above whatever else is open. */
  #askToSignIn() {
    if (!this.#signingIn) {
      const element = document.createElement('sign-in');
      this.#signingIn = new Promise((resolve) => {
        element.addEventListener('closed', ({ detail }) => {
          element.remove();
          this.#signingIn = null;
          resolve(detail.signedIn);
        });
      });
      document.body.append(element);
    }
    return this.#signingIn;
  }

  async #signOut() {
    try {
      await session.signOut();
      notify('Signed out, on all devices.');
    } catch {
      notify('Signed out here. The service could not be told, so the session may go on elsewhere.', 'problem');
    }
  }

  #follow() {
    this.view = currentView();
    scrollTo(0, 0);
  }

  #skip(event) {
    event.preventDefault(); // the part behind # is the view
    this.querySelector('main').focus();
  }

  #dragged(event) {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      this.dragging = this.resource !== undefined && this.dialog === null;
    }
  }

  #dropped(event) {
    const [file] = event.dataTransfer.files;
    if (file) {
      event.preventDefault(); // else the browser would leave the page and show the file
      if (this.dragging) {
        this.#import(file);
      }
    }
    this.dragging = false;
  }
}

const mark = () =>
  html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7"></rect>
    <path d="M7 10h18M7 16h18M7 22h18"></path>
  </svg>`;

customElements.define('stockroom-console', StockroomConsole);
