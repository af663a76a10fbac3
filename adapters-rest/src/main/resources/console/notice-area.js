import { Element, html, nothing } from './element.js';
import { notices } from './notices.js';
import { visible } from './visible-text.js';

const SHOWN_MILLIS = 8000;

/** The last notice, which screen readers read aloud. Dialogs, above it, say what they have to say themselves. */
class NoticeArea extends Element {
  static properties = { notice: { state: true } };

  #timer;

  constructor() {
    super();
    this.notice = null;
  }

  connectedCallback() {
    super.connectedCallback();
    notices.addEventListener('notice', ({ detail }) => this.#show(detail));
  }

  render() {
    return html`<div role="status" class="notice ${this.notice?.kind ?? 'none'}">
      ${this.notice
        ? html`<span>${visible(this.notice.text)}</span>
            <button type="button" class="quiet" aria-label="Dismiss" @click=${this.#hide}>×</button>`
        : nothing}
    </div>`;
  }

  #show(notice) {
    clearTimeout(this.#timer);
    this.notice = notice;
    this.#timer = setTimeout(() => this.#hide(), SHOWN_MILLIS);
  }

  #hide() {
    this.notice = null;
  }
}

customElements.define('notice-area', NoticeArea);
