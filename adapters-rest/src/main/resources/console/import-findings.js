import { save } from './download.js';
import { Element, html } from './element.js';
import { nameWith, rejectedFile, reportFile } from './import-check.js';
import { counted, number } from './resources.js';
import { visible } from './visible-text.js';

/** What is wrong in a file, kind by kind, and files about it. */
class ImportFindings extends Element {
  static properties = {
    resource: { attribute: false },
    /** `{file, plan, …}` as for `check` */
    source: { attribute: false },
    findings: { attribute: false },
  };

  render() {
    const { rejected, kinds } = this.findings;
    return html`<div class="table scroll" tabindex="0" role="region" aria-label="What is wrong, by kind">
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">Rows</th>
              <th scope="col">What is wrong</th>
              <th scope="col">First at</th>
            </tr>
          </thead>
          <tbody>
            ${kinds.map((kind) => this.#kind(kind))}
          </tbody>
        </table>
      </div>
      <p class="downloads">
        <button type="button" class="link" @click=${this.#saveRejected}>Download the ${number(rejected)} rejected ${rejected === 1 ? 'row' : 'rows'}</button>
        <button type="button" class="link" @click=${this.#saveReport}>Download the report</button>
      </p>
      <p class="hint">The rejected rows are as they were in ${this.source.file.name}: mend them and import that file.</p>`;
  }

  #kind({ field, message, rows, lines }) {
    const label = this.resource.fields.find(({ name }) => name === field)?.label ?? field;
    return html`<tr>
      <td class="number">${number(rows)}</td>
      <td>${label ? html`<strong>${label}</strong>: ` : ''}${message}</td>
      <td>
        ${lines.map(
          ({ line, text }) => html`<div class="place">line ${number(line)} <code title=${text}>${visible(text)}</code></div>`,
        )}
      </td>
    </tr>`;
  }

  #saveRejected() {
    save(rejectedFile(this.source, this.findings), nameWith(this.source.file.name, 'rejected'));
  }

  #saveReport() {
    save(reportFile(this.resource, this.source, this.findings), nameWith(this.source.file.name, 'report', '.json'));
  }
}

/** `2 of 4 products are not valid`. */
export function verdict(resource, { records, rejected }) {
  return rejected === 0
    ? `${counted(resource, records)} ${records === 1 ? 'is' : 'are all'} valid. Nothing is stored yet.`
    : `${number(rejected)} of ${counted(resource, records)} ${rejected === 1 ? 'is' : 'are'} not valid. Nothing was stored.`;
}

customElements.define('import-findings', ImportFindings);
