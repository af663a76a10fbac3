import { Element, html, nothing } from './element.js';

/**
 * What all dialogs have in common. They open as soon as they are in the page; the element that put them there removes them on
 * `closed`. Esc and the cross ask first when something would be lost.
 */
export class ModalDialog extends Element {
  static properties = { asking: { state: true } };

  #outcome = {};
  #touched = false;
  /** Where the person was when the question came. */
  #focused = null;

  constructor() {
    super();
    this.asking = false;
  }

  /** Whether closing would throw away what the person typed. */
  get isEdited() {
    return this.#touched;
  }

  get isOpen() {
    return this.querySelector('dialog')?.open ?? false;
  }

  /** What the person loses, as a question. */
  get lossQuestion() {
    return 'Discard your changes?';
  }

  /** @param detail of the `closed` event */
  close(detail = {}) {
    this.#outcome = detail;
    this.querySelector('dialog').close();
  }

  /** Closes, but asks first when something would be lost. */
  leave() {
    if (this.isEdited) {
      this.#ask(true);
    } else {
      this.close();
    }
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  /** @param title of the dialog, @param content below it, @param kind a class for it */
  dialog(title, content, kind = '') {
    return html`<dialog
      class=${kind}
      aria-labelledby="dialog-title"
      @keydown=${this.#key}
      @cancel=${this.#cancelled}
      @input=${() => (this.#touched = true)}
      @close=${(event) => event.target.localName === 'dialog' && this.tell('closed', this.#outcome)}
    >
      <div class="dialog-head">
        <h2 id="dialog-title">${title}</h2>
        <button type="button" class="quiet" aria-label="Close" @click=${() => this.leave()}>×</button>
      </div>
      ${this.asking ? this.#question() : nothing}
      <div class="dialog-content" ?inert=${this.asking}>${content}</div>
    </dialog>`;
  }

  #question() {
    return html`<div class="ask" role="alertdialog" aria-labelledby="ask-title">
      <p id="ask-title"><strong>${this.lossQuestion}</strong></p>
      <div class="buttons">
        <button type="button" class="primary" @click=${() => this.#ask(false)}>Keep editing</button>
        <button type="button" class="danger" @click=${() => this.close()}>Discard</button>
      </div>
    </div>`;
  }

  /** Here and not on `cancel`: browsers close a dialog at the second Esc in a row, even if it refused the first. */
  #key(event) {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      this.#escape();
    }
  }

  /** The gesture of a phone to go back. */
  #cancelled(event) {
    if (event.target.localName === 'dialog') {
      event.preventDefault();
      this.#escape();
    }
  }

  #escape() {
    if (this.asking) {
      this.#ask(false);
    } else {
      this.leave();
    }
  }

  async #ask(asking) {
    if (asking && !this.asking) {
      this.#focused = document.activeElement;
    }
    this.asking = asking;
    await this.updateComplete;
    (asking ? this.querySelector('.ask .primary') : this.#focused)?.focus();
  }
}
