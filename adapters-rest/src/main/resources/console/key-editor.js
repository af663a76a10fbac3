import { request } from './api.js';
import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { resources } from './resources.js';
import { onlyShownOnce } from './secret.js';
import { session } from './session.js';

const FIELDS = [
  { name: 'name', label: 'Name', hint: 'Such as the machine that is to use it.' },
  { name: 'expires', label: 'Expires', hint: 'As 2027-01-31T12:00:00Z; empty: never.' },
  { name: 'scopes', label: 'Scopes' },
];

const SCOPES = [...resources.map((resource) => resource.name), 'profile'].flatMap((resource) => [`${resource}:read`, `${resource}:write`]);
const SCOPES_OF_ADMINISTRATORS = ['accounts:read', 'accounts:write', 'sign-up:write', 'metrics:read'];

/** Makes an API key and shows it once, or revokes one. */
class KeyEditor extends ModalDialog {
  static properties = {
    /** which to revoke; null: a new one */
    key: { attribute: false },
    values: { state: true },
    problem: { state: true },
    made: { state: true },
  };

  constructor() {
    super();
    this.values = {};
    this.problem = null;
    this.made = null;
  }

  firstUpdated() {
    super.firstUpdated();
    this.querySelector('form input, [autofocus]').focus();
  }

  get isEdited() {
    return this.made === null && super.isEdited;
  }

  render() {
    if (this.key) {
      return this.dialog(`Revoke ${this.key.name}?`, this.#revocation(), 'narrow');
    }
    return this.dialog('Add API key', this.made ? this.#made() : this.#form(), 'narrow');
  }

  #form() {
    const scopes = session.isAdministrator ? [...SCOPES, ...SCOPES_OF_ADMINISTRATORS] : SCOPES;
    const wrong = this.problem?.about('scopes') ?? [];
    return html`<form novalidate @submit=${this.#submit}>
      ${formProblem(this.problem, FIELDS)}
      ${FIELDS.slice(0, 2).map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
      <fieldset class="field">
        <legend>What it may do</legend>
        ${scopes.map(
          (scope) => html`<label><input type="checkbox" name="scopes" value=${scope} /> ${scope}</label>`,
        )}
        ${wrong.length > 0 ? html`<p class="error">${wrong.join(' ')}</p>` : ''}
      </fieldset>
      <div class="buttons">
        <button type="submit" class="primary">Save</button>
        <button type="button" class="quiet" @click=${() => this.close()}>Cancel</button>
      </div>
    </form>`;
  }

  #made() {
    return html`${onlyShownOnce('API key', this.made)}
      <div class="buttons">
        <button type="button" class="primary" @click=${() => this.close()}>Done</button>
      </div>`;
  }

  #revocation() {
    return html`${formProblem(this.problem, [])}
      <p>Machines that use it are refused at once.</p>
      <div class="buttons">
        <button type="button" class="danger" @click=${this.#revoke}>Revoke key</button>
        <button type="button" class="quiet" autofocus @click=${() => this.close()}>Keep it</button>
      </div>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.values = typed(form);
    const { name, expires } = this.values;
    const scopes = new FormData(form).getAll('scopes');
    const response = await this.#send('POST', 'api-keys', { json: { name, scopes, expires: expires.trim() || null } });
    this.made = response?.data.key ?? null;
    if (this.problem) {
      await this.updateComplete;
      focusProblem(form);
    }
  }

  async #revoke() {
    if (await this.#send('DELETE', `api-keys/${this.key.id}`, {})) {
      notify(`Revoked ${this.key.name}.`);
      this.close();
    }
  }

  async #send(method, path, options) {
    this.problem = null;
    try {
      const response = await request(method, path, { ...options, ask: true });
      this.tell('stored');
      return response;
    } catch (problem) {
      this.problem = problem;
      return null;
    }
  }
}

customElements.define('key-editor', KeyEditor);
