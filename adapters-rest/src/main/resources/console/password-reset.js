import { request } from './api.js';
import { notify } from './notices.js';
import { PasswordDialog } from './password-dialog.js';

const TOKEN = { name: 'token', label: 'Reset token', hint: 'An administrator hands it over.' };

/** Chooses a new password with a reset token. */
class PasswordReset extends PasswordDialog {
  constructor() {
    super('Choose a new password', TOKEN, async (values) => {
      await request('POST', 'auth/reset', { json: { ...values, token: values.token.trim() } });
      notify('The password is changed. Sign in with it.');
    });
  }
}

customElements.define('password-reset', PasswordReset);
