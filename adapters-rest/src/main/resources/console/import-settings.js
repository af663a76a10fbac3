import { CHARSETS } from './charsets.js';
import { SEPARATORS } from './columns.js';
import { Element, html, nothing } from './element.js';
import { visible } from './visible-text.js';

/**
 * How a table is read: its separator, its character set, and which field each column fills. Tells `changed` with
 * `{separator}`, `{charset}` or `{mapping}`.
 */
class ImportSettings extends Element {
  static properties = {
    /** of the resource, those that people decide */
    fields: { attribute: false },
    /** `{separator, names, rows}` */
    head: { attribute: false },
    /** by column, the name of a field, or null */
    mapping: { attribute: false },
    charset: { attribute: false },
    /** `{line, text}` of the first record with a special character; null if there is none */
    special: { attribute: false },
  };

  render() {
    const { head, fields } = this;
    const left = fields.filter(({ name }) => !this.mapping.includes(name));
    return html`<div class="settings">
        ${this.#choice('Separator', 'separator', head.separator, withOwn(SEPARATORS, head.separator))}
        ${this.#choice('Character set', 'charset', this.charset, withOwn(CHARSETS, this.charset))}
      </div>
      ${this.special
        ? html`<p class="hint" aria-live="polite">
            Line ${this.special.line} reads <q class="sample">${visible(this.special.text)}</q>. If its letters are wrong, choose another
            character set.
          </p>`
        : nothing}
      <div class="table">
        <table class="mapping">
          <thead>
            <tr>
              <th scope="col">Column of the file</th>
              <th scope="col" class="wide-only">First values</th>
              <th scope="col">Field</th>
            </tr>
          </thead>
          <tbody>
            ${head.names.map((name, column) => this.#column(name, column))}
          </tbody>
        </table>
      </div>
      ${left.length > 0 ? html`<p class="hint">Not in the file: ${left.map(({ label }) => label).join(', ')}.</p>` : nothing}`;
  }

  #choice(label, name, value, options) {
    return html`<label class="field"
      ><span>${label}</span>
      <select name=${name} @change=${(event) => this.tell('changed', { [name]: event.target.value })}>
        ${options.map(([option, words]) => html`<option value=${option} .selected=${option === value}>${words}</option>`)}
      </select>
    </label>`;
  }

  #column(name, column) {
    const called = name || `Column ${column + 1}`;
    const values = this.head.rows.map((row) => row[column] ?? '').filter((value) => value !== '');
    return html`<tr class=${this.mapping[column] === null ? 'skipped' : ''}>
      <th scope="row">${visible(called)}</th>
      <td class="wide-only sample">${values.map((value, place) => html`${place > 0 ? ' · ' : nothing}${visible(value)}`)}</td>
      <td>
        <select aria-label="Field of ${called}" @change=${(event) => this.#map(column, event.target.value || null)}>
          <option value="" .selected=${this.mapping[column] === null}>Skip</option>
          ${this.fields.map(
            (field) => html`<option value=${field.name} .selected=${this.mapping[column] === field.name}>${field.label}</option>`,
          )}
        </select>
      </td>
    </tr>`;
  }

  /** A field that another column filled leaves it. */
  #map(column, field) {
    const mapping = this.mapping.map((old) => (old === field ? null : old));
    mapping[column] = field;
    this.tell('changed', { mapping });
  }
}

const withOwn = (options, own) => (options.some(([value]) => value === own) ? options : [...options, [own, own]]);

customElements.define('import-settings', ImportSettings);
