import { request } from './api.js';
import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { session } from './session.js';

const FIELDS = [
  { name: 'old_password', label: 'Old password', kind: 'password', autocomplete: 'current-password' },
  { name: 'new_password1', label: 'New password', kind: 'password', autocomplete: 'new-password' },
  { name: 'new_password2', label: 'New password again', kind: 'password', autocomplete: 'new-password' },
];

/** Changes the password of the person who is signed in. */
class PasswordEditor extends ModalDialog {
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
      'Change password',
      html`<form novalidate @submit=${this.#submit}>
        ${formProblem(this.problem, FIELDS)}
        ${FIELDS.map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
        <div class="buttons">
          <button type="submit" class="primary">Change password</button>
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
      const { data } = await request('POST', 'api/v1/users/auth/password/change', { json: this.values, ask: true });
      session.goOn(data);
      notify('Password changed. Sessions on other devices have ended.');
      this.close();
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      focusProblem(form);
    }
  }
}

customElements.define('password-editor', PasswordEditor);
