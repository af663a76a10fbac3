import { randomKey } from './api.js';
import { html, nothing } from './element.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { bodyOf, formatOf, locate, plan } from './records.js';
import { counted, editable, number } from './resources.js';
import { upload } from './upload.js';

/** What the service takes in one request, which it stores as a whole or not at all; a little less, for whoever counts otherwise. */
const MAX_PART_BYTES = 9_900_000;
const PREVIEWED = 5;
/** Refusals that are not about the file: not signed in, too slow, a repeat that came too early, too many requests. */
const PASSING = [401, 408, 409, 429];

/**
 * Imports a CSV or NDJSON file. What fits into one request is all stored or not at all; a larger file goes in several such parts,
 * and when one fails, those before it stay and the import can go on from there with the mended file.
 */
class FileImport extends ModalDialog {
  static properties = {
    resource: { attribute: false },
    /** null: the person chooses one */
    file: { attribute: false },
    /** `choose`, `reading`, `ready`, `sending` or `failed` */
    step: { state: true },
    over: { state: true },
    plan: { state: true },
    sent: { state: true },
    stored: { state: true },
    problem: { state: true },
    errors: { state: true },
    repeatable: { state: true },
  };

  #abort = new AbortController();
  #format;
  /** One key for each part: when its answer got lost, sending it again stores nothing twice. */
  #keys = [];
  #done = 0;

  constructor() {
    super();
    this.step = 'choose';
    this.over = false;
    this.#forget();
  }

  firstUpdated() {
    super.firstUpdated();
    if (this.file) {
      this.#take(this.file);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  render() {
    return this.dialog(`Import ${this.resource.many}`, html`${this.#problemText()}${this.#step()}`, 'wide');
  }

  #step() {
    switch (this.step) {
      case 'reading':
        return html`<p role="status">Reading ${this.file.name}…</p>`;
      case 'ready':
        return this.#ready();
      case 'sending':
        return this.#sending();
      case 'failed':
        return this.#failed();
      default:
        return this.#choice();
    }
  }

  #problemText() {
    return this.problem ? html`<p class="alert" role="alert" tabindex="-1">${this.problem}</p>` : nothing;
  }

  #choice() {
    const names = editable(this.resource).map((field) => field.name);
    return html`<label
        class="dropzone ${this.over ? 'over' : ''}"
        @dragover=${() => (this.over = true)}
        @dragleave=${() => (this.over = false)}
        @drop=${this.#dropped}
      >
        <span><strong>Choose a file</strong> or drop it here</span>
        <span class="hint">CSV or NDJSON, UTF-8</span>
        <input type="file" accept=".csv,.ndjson,.jsonl" class="hidden" @change=${(event) => this.#take(event.target.files[0])} />
      </label>
      <p class="hint">A CSV file begins with the names of its columns: <code>${names.join(',')}</code></p>`;
  }

  #ready() {
    const { records, parts, preview } = this.plan;
    return html`<p>
        <strong>${this.file.name}</strong>: ${counted(this.resource, records)},
        ${size(this.file.size)}
      </p>
      <pre tabindex="0" aria-label="The first lines">${preview}</pre>
      <p class="hint">
        ${parts.length > 1
          ? `The file is sent in ${number(parts.length)} parts. Each is stored as a whole or not at all.`
          : 'All are stored, or, if one of them is not valid, none.'}
      </p>
      <div class="buttons">
        <button type="button" class="primary" autofocus @click=${this.#send}>Import ${counted(this.resource, records)}</button>
        <button type="button" class="quiet" @click=${this.#chooseAgain}>Choose another file</button>
      </div>`;
  }

  #sending() {
    const last = this.sent >= this.file.size;
    return html`<p id="progress-label">${last ? 'Storing…' : `Sending ${size(this.sent)} of ${size(this.file.size)}`}</p>
      <progress aria-labelledby="progress-label" max=${this.file.size} value=${last ? nothing : this.sent}></progress>
      <p class="hint" role="status">${this.stored > 0 ? `${number(this.stored)} of ${number(this.plan.records)} stored` : nothing}</p>
      <div class="buttons"><button type="button" @click=${() => this.#abort.abort()}>Stop</button></div>`;
  }

  #failed() {
    const line = number(this.plan.parts[this.#done].line);
    const partly = this.stored > 0;
    return html`<p>
        ${partly ? `What stands before line ${line} is stored (${counted(this.resource, this.stored)}). ` : nothing}
        ${this.repeatable
          ? 'What was under way may have been stored all the same; trying again stores nothing twice.'
          : partly
            ? 'Nothing from there on was stored. Leave out what is stored when you import the mended file.'
            : 'Nothing was stored.'}
      </p>
      ${this.errors.length > 0 ? this.#errorTable() : nothing}
      <div class="buttons">
        ${this.repeatable
          ? html`<button type="button" class="primary" @click=${this.#send}>Try again${partly ? ` from line ${line}` : ''}</button>
              <button type="button" class="quiet" @click=${this.#chooseAgain}>Choose another file</button>`
          : html`<button type="button" class="primary" @click=${this.#chooseAgain}>Choose the mended file</button>`}
      </div>`;
  }

  #errorTable() {
    return html`<div class="table scroll" tabindex="0" role="region" aria-label="Lines that are not valid">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">Line</th>
            <th scope="col">Field</th>
            <th scope="col">What is wrong</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <tbody>
          ${this.errors.map(
            ({ line, field, detail, text }) =>
              html`<tr>
                <td class="number">${line ? number(line) : '–'}</td>
                <td>${field}</td>
                <td>${detail}</td>
                <td><code>${text}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #dropped(event) {
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    this.#take(event.dataTransfer.files[0]);
  }

  #forget() {
    this.plan = null;
    this.sent = 0;
    this.stored = 0;
    this.problem = null;
    this.errors = [];
    this.repeatable = false;
    this.#keys = [];
    this.#done = 0;
  }

  async #take(file) {
    if (!file) {
      return;
    }
    this.#forget();
    this.file = file;
    this.#format = formatOf(file);
    if (!this.#format) {
      this.#refuse(`${file.name} is neither CSV (.csv) nor NDJSON (.ndjson, .jsonl).`);
      return;
    }
    this.step = 'reading';
    try {
      this.plan = await plan(file, this.#format, MAX_PART_BYTES, PREVIEWED);
    } catch {
      this.#refuse(`${file.name} cannot be read.`);
      return;
    }
    if (this.plan.records === 0) {
      this.#refuse(`There are no records in ${file.name}.`);
      return;
    }
    this.#keys = this.plan.parts.map(() => randomKey());
    this.step = 'ready';
    await this.updateComplete;
    this.querySelector('[autofocus]').focus();
  }

  #refuse(why) {
    this.step = 'choose';
    this.problem = why;
  }

  #chooseAgain() {
    this.step = 'choose';
    this.problem = null;
  }

  async #send() {
    this.#abort = new AbortController();
    this.problem = null;
    this.errors = [];
    this.step = 'sending';
    try {
      for (; this.#done < this.plan.parts.length; this.#done++) {
        await this.#sendPart(this.plan.parts[this.#done], this.#keys[this.#done]);
      }
    } catch (problem) {
      await this.#explain(problem);
      return;
    }
    notify(`Imported ${counted(this.resource, this.stored)} from ${this.file.name}.`);
    this.tell('stored');
    this.close();
  }

  async #sendPart(part, key) {
    const headers = { 'Idempotency-Key': key, Prefer: 'return=minimal' };
    const body = bodyOf(this.file, this.plan.header, part, this.#format);
    const progress = (bytes) => (this.sent = Math.min(part.start + bytes, part.end));
    await upload(this.resource.path, body, headers, progress, this.#abort.signal);
    this.stored += part.records;
  }

  async #explain(problem) {
    if (this.stored > 0) {
      this.tell('stored');
    }
    // What the service refuses as it is will not do the next time either.
    this.repeatable = !(problem.status >= 400 && problem.status < 500) || PASSING.includes(problem.status);
    if (problem.name === 'AbortError') {
      this.step = 'failed';
      this.problem = 'Stopped.';
      return;
    }
    const errors = (problem.errors ?? []).map((error) => ({ ...error, ...placeOf(error) }));
    const places = errors.map((error) => error.place).filter((place) => place !== null);
    const found = await locate(this.file, this.#format, this.plan.parts[this.#done], places);
    this.errors = errors.map((error) => ({ text: '', ...error, ...found.get(error.place) }));
    this.problem = problem.message;
    this.step = 'failed';
  }
}

/** `#/3/price` is the field price of the fourth record. */
function placeOf({ pointer }) {
  const [, place, field] = /^#\/(\d+)(?:\/(.*))?$/.exec(pointer ?? '') ?? [];
  return { place: place === undefined ? null : Number(place), field: decodeURIComponent(field ?? pointer?.replace(/^#\/?/, '') ?? '') };
}

function size(bytes) {
  const units = [
    [1e6, 'MB'],
    [1e3, 'kB'],
    [1, 'bytes'],
  ];
  const [factor, unit] = units.find(([limit]) => bytes >= limit) ?? units.at(-1);
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(bytes / factor)} ${unit}`;
}

customElements.define('file-import', FileImport);
