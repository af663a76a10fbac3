import { request } from './api.js';
import { html } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { session } from './session.js';

const FIELDS = {
  signIn: [
    { name: 'username', label: 'User name', autocomplete: 'username' },
    { name: 'password', label: 'Password', kind: 'password', autocomplete: 'current-password' },
  ],
  signUp: [
    { name: 'user_name', label: 'User name', autocomplete: 'username' },
    { name: 'password', label: 'Password', kind: 'password', autocomplete: 'new-password' },
  ],
};

/** Signs in, or makes an account first. Tells `closed` with whether somebody is signed in. */
class SignIn extends ModalDialog {
  static properties = {
    mode: { state: true },
    values: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.mode = 'signIn';
    this.values = {};
    this.problem = null;
    this.busy = false;
  }

  firstUpdated() {
    super.firstUpdated();
    this.querySelector('input').focus();
  }

  render() {
    const fields = FIELDS[this.mode];
    const [title, verb, other] =
      this.mode === 'signIn'
        ? ['Sign in', 'Sign in', 'Create an account instead']
        : ['Create an account', 'Create and sign in', 'Sign in instead'];
    return this.dialog(
      title,
      html`<form novalidate @submit=${this.#submit}>
        ${formProblem(this.problem, fields)}
        ${fields.map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
        <div class="buttons">
          <button type="submit" class="primary" ?disabled=${this.busy}>${verb}</button>
          <button type="button" class="quiet" @click=${this.#turn}>${other}</button>
          <button type="button" class="quiet" @click=${this.#reset}>I have a reset token</button>
        </div>
      </form>`,
      'narrow',
    );
  }

  /** A name and a password are soon typed again. */
  get isEdited() {
    return false;
  }

  close(detail = { signedIn: false }) {
    super.close(detail);
  }

  #reset() {
    this.close();
    dispatchEvent(new Event('reset-password'));
  }

  #turn() {
    this.mode = this.mode === 'signIn' ? 'signUp' : 'signIn';
    this.problem = null;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.values = typed(form);
    this.busy = true;
    this.problem = null;
    try {
      const { username, user_name: name = username, password } = this.values;
      if (this.mode === 'signUp') {
        await request('POST', 'users/create_user', { json: { user_name: name, password } });
      }
      await session.signIn(name, password);
      notify(`Signed in as ${session.name}.`);
      this.close({ signedIn: true });
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      focusProblem(form);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sign-in', SignIn);
