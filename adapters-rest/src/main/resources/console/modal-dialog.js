import { Element, html } from './element.js';

/** What all dialogs have in common. They open as soon as they are in the page; whoever put them there removes them on `closed`. */
export class ModalDialog extends Element {
  #outcome = {};

  /** @param detail of the `closed` event */
  close(detail = {}) {
    this.#outcome = detail;
    this.querySelector('dialog').close();
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  /** @param title of the dialog, @param content below it, @param kind a class for it */
  dialog(title, content, kind = '') {
    return html`<dialog class=${kind} aria-labelledby="dialog-title" @close=${() => this.tell('closed', this.#outcome)}>
      <div class="dialog-head">
        <h2 id="dialog-title">${title}</h2>
        <button type="button" class="quiet" aria-label="Close" @click=${() => this.close()}>×</button>
      </div>
      ${content}
    </dialog>`;
  }
}
