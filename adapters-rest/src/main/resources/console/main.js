import './notice-area.js';
import './password-editor.js';
import './password-reset.js';
import './record-editor.js';
import './record-list.js';
import './sign-in.js';

import { onSignInNeeded } from './api.js';
import { Element, html, keyed, nothing } from './element.js';
import { base } from './http.js';
import { notify } from './notices.js';
import { capitalised, resources } from './resources.js';
import { session } from './session.js';
import { address, currentView, leaveRecord, openRecord, show } from './view.js';

/** Elements that few visits need, with their modules. */
const LATER = {
  'file-import': () => import('./file-import.js'),
  'health-view': () => import('./health-view.js'),
  'key-list': () => import('./key-list.js'),
  'user-list': () => import('./user-list.js'),
};

/** Has the browser load the module of an element; what is given to the element before is there when it comes to life. */
function load(element) {
  LATER[element]().catch(() => notify('A part of the console could not be loaded. Load the page anew.', 'problem'));
}

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
    addEventListener('beforeunload', (event) => this.#unload(event));
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
    const record = this.resource && this.view.id !== null ? `${capitalised(this.resource.one)} ${this.view.id} – ` : '';
    document.title = view ? `${record}${view[1]} – Stockroom` : 'Stockroom';
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
        @edit=${({ detail }) => openRecord(this.view.name, this.view.params, detail)}
        @delete=${({ detail }) => this.#edit(detail, 'delete')}
        @add=${() => this.#edit(null)}
        @import=${() => this.#import(null)}
        @sign-in=${() => this.#askToSignIn()}
      ></record-list>`;
    }
    switch (this.view.name) {
      case 'health':
        load('health-view');
        return html`<health-view @sign-in=${() => this.#askToSignIn()}></health-view>`;
      case 'keys':
        load('key-list');
        return html`<key-list @sign-in=${() => this.#askToSignIn()}></key-list>`;
      case 'users':
        load('user-list');
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
        load('file-import');
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
        return this.#openRecord();
    }
  }

  /** The record that the address names. */
  #openRecord() {
    const { name, id } = this.view;
    return this.resource && id !== null
      ? keyed(
          `${name}/${id}`,
          html`<record-editor
            .resource=${this.resource}
            .recordId=${id}
            .action=${'edit'}
            @stored=${this.#reload}
            @closed=${() => this.#closeRecord(id)}
          ></record-editor>`,
        )
      : nothing;
  }

  #closeRecord(id) {
    if (this.view.id === id) {
      leaveRecord(this.view);
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
    const next = currentView();
    const here = this.view;
    const sameList = next.name === here.name && String(next.params) === String(here.params);
    const editor = here.id !== null && (!sameList || next.id !== here.id) ? this.querySelector('record-editor') : null;
    if (editor?.isEdited) {
      // The edits are still here, so their address is again the one shown, until the person decides.
      history.pushState({ opened: sameList && next.id === null }, '', address(here.name, here.params, here.id));
      editor.leave();
      return;
    }
    this.view = sameList ? { ...here, id: next.id } : next; // the same parameters: the list is not read again
    if (!sameList) {
      scrollTo(0, 0);
    }
  }

  /** Before the tab is closed or loaded anew. */
  #unload(event) {
    if ([...document.querySelectorAll('dialog[open]')].some((dialog) => dialog.parentElement.isEdited)) {
      event.preventDefault();
    }
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
