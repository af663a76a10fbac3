import { LitElement } from 'lit';

export { html, nothing, svg } from 'lit';
export { keyed } from 'lit/directives/keyed.js';

/**
 * What all elements of the console have in common: they render into the page itself, so that one style sheet, the labels of
 * forms and assistive technology reach everything.
 */
export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tells the element above. */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
