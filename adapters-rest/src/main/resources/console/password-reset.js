import { request } from './api.js';
import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';

const FIELDS = [
  { name: 'token', label: 'Reset token', hint: 'An administrator hands it over.' },
  { name: 'new_password1', label: 'New password', kind: 'password', autocomplete: 'new-password' },
  { name: 'new_password2', label: 'New password again', kind: 'password', autocomplete: 'new-password' },
];

/** Chooses a new password with a reset token. */
class PasswordReset extends ModalDialog {
  static properties = {
    values: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.values = {};
    this.problem = null;
  }

  firstUpdated() {
    super.firstUpdated();
    this.querySelector('form input').focus();
  }

  render() {
    return this.dialog(
      'Choose a new password',
      html`<form novalidate @submit=${this.#submit}>
        ${formProblem(this.problem, FIELDS)}
        ${FIELDS.map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
        <div class="buttons">
          <button type="submit" class="primary">Save</button>
          <button type="button" class="quiet" @click=${() => this.close()}>Cancel</button>
        </div>
      </form>`,
      'narrow',
    );
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.values = typed(form);
    this.problem = null;
    try {
      await request('POST', 'auth/reset', { json: { ...this.values, token: this.values.token.trim() } });
      notify('The password is changed. Sign in with it.');
      this.close();
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      focusProblem(form);
    }
  }
}

customElements.define('password-reset', PasswordReset);
