import { html } from './element.js';

/** A secret that cannot be had again, to be copied. */
export function onlyShownOnce(label, secret) {
  return html`<div class="field">
    <label for="secret">${label}</label>
    <input id="secret" readonly .value=${secret} aria-describedby="secret-hint" @focus=${(event) => event.target.select()} />
    <p class="hint" id="secret-hint">It is not shown again.</p>
  </div>`;
}
