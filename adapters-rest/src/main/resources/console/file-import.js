import './import-findings.js';
import './import-settings.js';

import { randomKey } from './api.js';
import { html, nothing } from './element.js';
import { check } from './import-check.js';
import { ImportFile } from './import-file.js';
import { verdict } from './import-findings.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { counted, editable, number, size } from './resources.js';
import { upload } from './upload.js';

/** Refusals that are not about the file: not signed in, too slow, a repeat that came too early, too many requests. */
const PASSING = [401, 408, 409, 429];

/**
 * Imports a CSV or NDJSON file. The service checks all of it first. What fits into one request is all stored or not at all; a larger
 * file goes in several such parts, and when one fails, those before it stay and the import can go on from there.
 */
class FileImport extends ModalDialog {
  static properties = {
    resource: { attribute: false },
    /** null: the person chooses one */
    file: { attribute: false },
    /** `choose`, `reading`, `ready`, `checking`, `checked`, `sending` or `failed` */
    step: { state: true },
    over: { state: true },
    /** An ImportFile; null until one is read. */
    source: { state: true },
    findings: { state: true },
    progress: { state: true },
    stored: { state: true },
    problem: { state: true },
    errors: { state: true },
    repeatable: { state: true },
  };

  #abort = new AbortController();
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

  get isEdited() {
    return this.isOpen && this.step === 'sending';
  }

  get lossQuestion() {
    return 'Stop the import?';
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
      case 'checking':
        return this.#underWay(`Checking ${size(this.progress)} of ${size(this.file.size)}`);
      case 'checked':
        return this.#checked();
      case 'sending':
        return this.#underWay(this.progress < this.file.size ? `Sending ${size(this.progress)} of ${size(this.file.size)}` : 'Storing…');
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
        <span class="hint">CSV or NDJSON</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,.ndjson,.jsonl"
          class="hidden"
          @change=${(event) => this.#take(event.target.files[0])}
        />
      </label>
      <p class="hint">A CSV file begins with the names of its columns, such as <code>${names.join(',')}</code></p>`;
  }

  #ready() {
    const { head, mapping, charset, special, preview } = this.source;
    const { records, parts } = this.source.plan;
    return html`<p>
        <strong>${this.file.name}</strong>: ${counted(this.resource, records)},
        ${size(this.file.size)}
      </p>
      ${this.source.isTable
        ? html`<import-settings
            .fields=${editable(this.resource)}
            .head=${head}
            .mapping=${mapping}
            .charset=${charset}
            .special=${special}
            @changed=${({ detail }) => this.#change(detail)}
          ></import-settings>`
        : html`<pre tabindex="0" aria-label="The first lines">${preview}</pre>`}
      <p class="hint">
        ${parts.length > 1
          ? `The file is checked first and sent in ${number(parts.length)} parts. Each is stored as a whole or not at all.`
          : 'All are stored, or, if one of them is not valid, none.'}
      </p>
      <div class="buttons">
        <button type="button" class="primary" autofocus @click=${() => this.#check(true)}>Import ${counted(this.resource, records)}</button>
        <button type="button" @click=${() => this.#check(false)}>Check only</button>
        <button type="button" class="quiet" @click=${this.#chooseAgain}>Choose another file</button>
      </div>`;
  }

  #underWay(label) {
    const last = this.progress >= this.file.size;
    return html`<p id="progress-label">${label}</p>
      <progress aria-labelledby="progress-label" max=${this.file.size} value=${last ? nothing : this.progress}></progress>
      <p class="hint" role="status">${this.stored > 0 ? `${number(this.stored)} of ${number(this.source.plan.records)} stored` : nothing}</p>
      <div class="buttons"><button type="button" @click=${() => this.#abort.abort()}>Stop</button></div>`;
  }

  #checked() {
    const { records, rejected } = this.findings;
    const valid = records - rejected;
    const importValid = html`<button type="button" class=${rejected === 0 ? 'primary' : ''} @click=${this.#start}>
      Import ${rejected === 0 ? '' : 'the '}${rejected === 0 ? counted(this.resource, valid) : `${number(valid)} valid ${valid === 1 ? this.resource.one : this.resource.many}`}
    </button>`;
    return html`<p class=${rejected === 0 ? 'said' : 'alert'} role="status">${verdict(this.resource, this.findings)}</p>
      ${rejected === 0
        ? nothing
        : html`<import-findings .resource=${this.resource} .source=${this.source} .findings=${this.findings}></import-findings>`}
      <div class="buttons">
        ${rejected === 0
          ? importValid
          : html`<button type="button" class="primary" @click=${this.#chooseAgain}>Choose the mended file</button>${valid > 0 ? importValid : nothing}`}
        <button type="button" class="quiet" @click=${() => (this.step = 'ready')}>Back</button>
      </div>`;
  }

  #failed() {
    const line = number(this.source.plan.parts[this.#done]?.line ?? 1);
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
    this.source = null;
    this.findings = null;
    this.progress = 0;
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
    this.step = 'reading';
    try {
      this.source = await ImportFile.open(file, editable(this.resource));
    } catch (problem) {
      this.step = 'choose';
      this.problem = problem instanceof DOMException ? `${file.name} cannot be read.` : problem.message;
      return;
    }
    this.step = 'ready';
    await this.updateComplete;
    this.querySelector('[autofocus]').focus();
  }

  async #change(settings) {
    this.source = await this.source.with(settings);
    this.findings = null;
  }

  #chooseAgain() {
    this.step = 'choose';
    this.problem = null;
  }

  async #check(goesOn) {
    this.#begin('checking');
    const query = new URLSearchParams({ dry_run: 'true' });
    const headers = { Prefer: 'handling=lenient' };
    const send = (part) => upload(this.resource.path, query, this.source.body(part), headers, () => {}, this.#abort.signal);
    try {
      this.findings = await check(this.source, send, (bytes) => (this.progress = bytes));
    } catch (problem) {
      await this.#explain(problem, { isWrite: false });
      return;
    }
    if (goesOn && this.findings.rejected === 0) {
      await this.#start();
      return;
    }
    this.step = 'checked';
    await this.updateComplete;
    this.querySelector('.buttons .primary').focus();
  }

  #start() {
    this.#keys = this.source.plan.parts.map(() => randomKey());
    this.#done = 0;
    this.stored = 0;
    return this.#send();
  }

  #begin(step) {
    this.#abort = new AbortController();
    this.problem = null;
    this.errors = [];
    this.progress = 0;
    this.step = step;
  }

  async #send() {
    this.#begin('sending');
    try {
      for (; this.#done < this.source.plan.parts.length; this.#done++) {
        await this.#sendPart(this.source.plan.parts[this.#done], this.#keys[this.#done]);
      }
    } catch (problem) {
      await this.#explain(problem, { isWrite: true });
      return;
    }
    notify(`Imported ${counted(this.resource, this.stored)} from ${this.file.name}.`);
    this.tell('stored');
    this.close();
  }

  async #sendPart(part, key) {
    const headers = { 'Idempotency-Key': key, Prefer: 'return=minimal, handling=lenient' };
    const body = await this.source.validBody(part, this.findings.pieces);
    if (body === null) {
      return;
    }
    const progress = (bytes) => (this.progress = Math.min(part.start + bytes, part.end));
    const { created } = await upload(this.resource.path, null, body, headers, progress, this.#abort.signal);
    this.stored += created;
  }

  async #explain(problem, { isWrite }) {
    if (this.stored > 0) {
      this.tell('stored');
    }
    if (problem.name === 'AbortError' && !isWrite) {
      this.step = 'ready';
      return;
    }
    // What the service refuses as it is will not do the next time either.
    this.repeatable = isWrite && (!(problem.status >= 400 && problem.status < 500) || (PASSING.includes(problem.status) && problem.errors.length === 0));
    this.problem = problem.name === 'AbortError' ? 'Stopped.' : problem.message;
    const part = this.source.plan.parts[this.#done];
    // Of a dry run these are not about records, or they would be findings.
    this.errors = await this.source.located(problem.errors ?? [], part, this.findings?.pieces ?? []);
    this.step = 'failed';
  }
}

customElements.define('file-import', FileImport);
