import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';

/** A dialog for a new password, which asks for a proof first: the old password or a reset token. */
export class PasswordDialog extends ModalDialog {
  static properties = {
    values: { state: true },
    problem: { state: true },
  };

  #title;
  #fields;
  #send;

  /**
   * @param proof the field of the proof
   * @param send gets what was typed; the dialog closes after it, or shows the problem that it throws
   */
  constructor(title, proof, send) {
    super();
    this.#title = title;
    this.#fields = [
      proof,
      { name: 'new_password1', label: 'New password', kind: 'password', autocomplete: 'new-password' },
      { name: 'new_password2', label: 'New password again', kind: 'password', autocomplete: 'new-password' },
    ];
    this.#send = send;
    this.values = {};
    this.problem = null;
  }

  firstUpdated() {
    super.firstUpdated();
    this.querySelector('form input').focus();
  }

  render() {
    return this.dialog(
      this.#title,
      html`<form novalidate @submit=${this.#submit}>
        ${formProblem(this.problem, this.#fields)}
        ${this.#fields.map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
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
      await this.#send(this.values);
      this.close();
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      focusProblem(form);
    }
  }
}
