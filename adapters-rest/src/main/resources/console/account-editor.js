import { request } from './api.js';
import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';

const FIELDS = [
  { name: 'user_name', label: 'User name' },
  { name: 'password', label: 'Password', kind: 'password', autocomplete: 'new-password' },
  { name: 'role', label: 'Role', kind: 'choice', options: ['user', 'admin'], hint: 'Administrators see and delete accounts.' },
];

/** Creates an account, or deletes one. */
class AccountEditor extends ModalDialog {
  static properties = {
    /** whom to delete; null: a new one */
    user: { attribute: false },
    values: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.values = { role: 'user' };
    this.problem = null;
  }

  firstUpdated() {
    super.firstUpdated();
    this.querySelector('form input, [autofocus]').focus();
  }

  render() {
    return this.user
      ? this.dialog(`Delete ${this.user.user_name}?`, this.#deletion(), 'narrow')
      : this.dialog('Add user', this.#form(), 'narrow');
  }

  #form() {
    return html`<form novalidate @submit=${this.#submit}>
      ${formProblem(this.problem, FIELDS)}
      ${FIELDS.map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
      <div class="buttons">
        <button type="submit" class="primary">Save</button>
        <button type="button" class="quiet" @click=${() => this.close()}>Cancel</button>
      </div>
    </form>`;
  }

  #deletion() {
    return html`${formProblem(this.problem, [])}
      <p>The account and its sessions end at once. Records that it made stay.</p>
      <div class="buttons">
        <button type="button" class="danger" @click=${this.#delete}>Delete user</button>
        <button type="button" class="quiet" autofocus @click=${() => this.close()}>Keep it</button>
      </div>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.values = typed(form);
    await this.#send('POST', 'users/create_user', { json: this.values }, `Added ${this.values.user_name}.`);
    if (this.problem) {
      await this.updateComplete;
      focusProblem(form);
    }
  }

  async #delete() {
    const name = this.user.user_name;
    await this.#send('DELETE', `users/delete/${encodeURIComponent(name)}`, {}, `Deleted ${name}.`);
  }

  async #send(method, path, options, said) {
    this.problem = null;
    try {
      await request(method, path, { ...options, ask: true });
      notify(said);
      this.tell('stored');
      this.close();
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define('account-editor', AccountEditor);
