import { request } from './api.js';
import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { onlyShownOnce } from './secret.js';

const FIELDS = [
  { name: 'role', label: 'Role', kind: 'choice', options: ['user', 'admin'] },
  { name: 'active', label: 'May sign in', kind: 'choice', options: ['yes', 'no'] },
];

/** Changes an account of anybody, or makes a token with which its owner chooses a new password. */
class UserEditor extends ModalDialog {
  static properties = {
    user: { attribute: false },
    problem: { state: true },
    token: { state: true },
  };

  constructor() {
    super();
    this.problem = null;
    this.token = null;
  }

  firstUpdated() {
    super.firstUpdated();
    this.querySelector('form select').focus();
  }

  get isEdited() {
    return this.token === null && super.isEdited;
  }

  render() {
    return this.dialog(`Change ${this.user.user_name}`, this.token ? this.#handOver() : this.#form(), 'narrow');
  }

  #form() {
    const values = { role: this.user.role, active: this.user.active ? 'yes' : 'no' };
    return html`<form novalidate @submit=${this.#submit}>
      ${formProblem(this.problem, FIELDS)}
      ${FIELDS.map((field) => formField(field, values[field.name], this.problem?.about(field.name)))}
      <p class="hint">A change ends the sessions of the account.</p>
      <div class="buttons">
        <button type="submit" class="primary">Save</button>
        <button type="button" @click=${this.#reset}>Reset password</button>
        <button type="button" class="quiet" @click=${() => this.close()}>Cancel</button>
      </div>
    </form>`;
  }

  #handOver() {
    return html`<p>Hand this token over. Its owner chooses a new password with it, once and within an hour.</p>
      ${onlyShownOnce('Reset token', this.token)}
      <div class="buttons">
        <button type="button" class="primary" @click=${() => this.close()}>Done</button>
      </div>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const { role, active } = typed(form);
    await this.#send('PATCH', '', { json: { role, active: active === 'yes' } });
    if (this.problem) {
      await this.updateComplete;
      focusProblem(form);
    } else {
      notify(`Changed ${this.user.user_name}.`);
      this.close();
    }
  }

  async #reset() {
    const response = await this.#send('POST', '/reset', {});
    this.token = response?.data.token ?? null;
  }

  async #send(method, rest, options) {
    this.problem = null;
    try {
      const response = await request(method, `users/${encodeURIComponent(this.user.user_name)}${rest}`, { ...options, ask: true });
      this.tell('stored');
      return response;
    } catch (problem) {
      this.problem = problem;
      return null;
    }
  }
}

customElements.define('user-editor', UserEditor);
