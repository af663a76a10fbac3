import { request } from './api.js';
import { notify } from './notices.js';
import { PasswordDialog } from './password-dialog.js';
import { session } from './session.js';

const OLD_PASSWORD = { name: 'old_password', label: 'Old password', kind: 'password', autocomplete: 'current-password' };

/** Changes the password of the person who is signed in. */
class PasswordEditor extends PasswordDialog {
  constructor() {
    super('Change password', OLD_PASSWORD, async (values) => {
      const { data } = await request('POST', 'api/v1/users/auth/password/change', { json: values, ask: true });
      session.goOn(data);
      notify('Password changed. Sessions on other devices have ended.');
    });
  }
}

customElements.define('password-editor', PasswordEditor);
