import './record-conflict.js';

import { randomKey, request } from './api.js';
import { html, nothing } from './element.js';
import { focusProblem, formField, formProblem, typed } from './form-fields.js';
import { compared } from './merge.js';
import { ModalDialog } from './modal-dialog.js';
import { notify } from './notices.js';
import { capitalised, editable, shown, titleOf } from './resources.js';
import { asSent } from './typed-values.js';

/**
 * Creates, changes or deletes one record. A change goes out with the tag of the version that the person saw; when another user
 * was faster, both changes are merged.
 */
class RecordEditor extends ModalDialog {
  static properties = {
    resource: { attribute: false },
    /** null: a new one */
    recordId: { attribute: false },
    /** what the dialog shows: `edit`, `delete`, `conflict` or `gone` */
    action: { attribute: false },
    values: { state: true },
    theirs: { state: true },
    rows: { state: true },
    problem: { state: true },
    busy: { state: true },
    said: { state: true },
  };

  /** As the person first saw it, and the tag of that version. */
  #original = {};
  #tag = null;
  /** What would be sent, and its key: the same content twice is one record, when the first answer got lost. */
  #sending = { content: null, key: null };

  constructor() {
    super();
    this.values = {};
    this.theirs = null;
    this.rows = [];
    this.problem = null;
    this.busy = false;
    this.said = '';
  }

  async firstUpdated() {
    super.firstUpdated();
    if (this.recordId !== null) {
      await this.#run(async () => {
        this.#original = await this.#fetch();
        this.values = this.#inputs(this.#original);
      });
    }
    this.#focusFirst();
  }

  get isEdited() {
    return (
      this.isOpen &&
      ['edit', 'conflict', 'gone'].includes(this.action) &&
      (this.recordId === null || this.#tag !== null) &&
      this.#changedFields(this.#before(), this.values).length > 0
    );
  }

  render() {
    const { one } = this.resource;
    const name = titleOf(this.resource, this.#original);
    switch (this.action) {
      case 'delete':
        return this.dialog(`Delete this ${one}?`, this.#deletion());
      case 'conflict':
        return this.dialog('Changed by another user', this.#conflict(), 'wide');
      case 'gone':
        return this.dialog('Deleted by another user', this.#goneMeanwhile());
      default:
        return this.dialog(this.recordId === null ? `Add ${one}` : html`Edit <bdi>${name}</bdi>`, this.#form());
    }
  }

  #form() {
    const fields = editable(this.resource).filter((field) => this.recordId === null || !field.fixed);
    if (this.recordId !== null && this.#tag === null) {
      // No inputs yet: what is typed early would be lost.
      return this.problem ? formProblem(this.problem, []) : html`<p role="status">Loading…</p>`;
    }
    return html`<form novalidate @submit=${this.#submit} @input=${this.#typed}>
      ${formProblem(this.problem, fields)}
      ${fields.map((field) => formField(field, this.values[field.name], this.problem?.about(field.name)))}
      ${this.recordId === null ? nothing : this.#facts()}
      <p class="said" role="status">${this.said}</p>
      <div class="buttons">
        <button type="submit" class="primary" ?disabled=${this.busy}>Save</button>
        ${this.recordId === null
          ? html`<button type="submit" name="another" ?disabled=${this.busy}>Save and add another</button>`
          : html`<button type="button" class="danger" @click=${() => this.#turnTo('delete')}>Delete</button>`}
        <button type="button" class="quiet" @click=${() => this.close()}>Cancel</button>
      </div>
    </form>`;
  }

  /** What the service decides. */
  #facts() {
    const facts = this.resource.fields.filter((field) => field.readOnly || field.fixed);
    return html`<dl class="facts">
      ${facts.map((field) => html`<div><dt>${field.label}</dt><dd>${shown(field, this.#original[field.name])}</dd></div>`)}
    </dl>`;
  }

  #deletion() {
    return html`${formProblem(this.problem, [])}
      <dl class="facts">
        ${editable(this.resource).map(
          (field) => html`<div><dt>${field.label}</dt><dd>${shown(field, this.#original[field.name])}</dd></div>`,
        )}
      </dl>
      <p>This cannot be undone.</p>
      <div class="buttons">
        <button type="button" class="danger" ?disabled=${this.busy || this.#tag === null} @click=${this.#delete}>
          Delete ${this.resource.one}
        </button>
        <button type="button" class="quiet" autofocus @click=${() => this.close()}>Keep it</button>
      </div>`;
  }

  #conflict() {
    return html`${formProblem(this.problem, editable(this.resource))}
      <record-conflict
        .resource=${this.resource}
        .rows=${this.rows}
        .busy=${this.busy}
        @merged=${({ detail }) => this.#saveMerged(detail)}
        @discarded=${this.#takeTheirs}
      ></record-conflict>`;
  }

  #goneMeanwhile() {
    const { one } = this.resource;
    return html`<p>While you were editing, another user deleted this ${one}.</p>
      <div class="buttons">
        <button type="button" class="primary" autofocus @click=${this.#addAnew}>Add mine as a new ${one}</button>
        <button type="button" @click=${() => this.#stored(`The ${one} stays deleted.`)}>Let it go</button>
      </div>`;
  }

  #typed(event) {
    this.values = { ...this.values, [event.target.name]: event.target.value };
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const another = event.submitter?.name === 'another';
    this.values = { ...this.values, ...typed(form) };
    await this.#run(() => (this.recordId === null ? this.#create(another) : this.#change()));
    if (this.problem && this.isConnected) {
      await this.updateComplete;
      focusProblem(form);
    }
  }

  async #create(another) {
    const body = this.#body(editable(this.resource), this.values);
    const content = JSON.stringify(body);
    if (this.#sending.content !== content) {
      this.#sending = { content, key: randomKey() };
    }
    const headers = { 'Idempotency-Key': this.#sending.key };
    const { data } = await request('POST', this.resource.path, { json: body, headers, ask: true });
    this.#sending = { content: null, key: null };
    const said = `Added ${titleOf(this.resource, data)}.`;
    if (another) {
      this.tell('stored');
      this.said = said;
      this.values = {};
      this.#focusFirst();
    } else {
      this.#stored(said);
    }
  }

  async #change() {
    const fields = this.#changedFields(this.#before(), this.values);
    if (fields.length === 0) {
      this.close();
      return;
    }
    await this.#patch(this.#body(fields, this.values));
  }

  async #patch(json) {
    try {
      const headers = { 'Content-Type': 'application/merge-patch+json', 'If-Match': this.#tag };
      const { data } = await request('PATCH', this.#path(), { json, headers, ask: true });
      this.#stored(`Saved ${titleOf(this.resource, data)}.`);
    } catch (problem) {
      await this.#meanwhile(problem, 'conflict');
    }
  }

  async #delete() {
    await this.#run(async () => {
      try {
        await request('DELETE', this.#path(), { headers: { 'If-Match': this.#tag }, ask: true });
        this.#stored(`Deleted ${titleOf(this.resource, this.#original)}.`);
      } catch (problem) {
        if (problem.status === 404) {
          this.#stored(`Somebody else deleted this ${this.resource.one} already.`);
          return;
        }
        await this.#meanwhile(problem, 'delete');
        this.#original = this.theirs;
        this.problem = new Error('It was changed in the meantime. This is what it is now. Delete it all the same?');
      }
    });
  }

  /** Looks at what another user did, if that is what the problem is. */
  async #meanwhile(problem, action) {
    if (problem.status === 404) {
      this.#turnTo('gone');
      return;
    }
    if (problem.status !== 412) {
      throw problem;
    }
    try {
      this.theirs = await this.#fetch();
      this.rows = this.#compared();
      this.#turnTo(action);
    } catch (next) {
      if (next.status !== 404) {
        throw next;
      }
      this.#turnTo('gone');
    }
  }

  /** What was merged is mine from here on, and theirs is what it is based on: a further conflict merges again. */
  async #saveMerged(values) {
    this.#original = this.theirs;
    this.values = values;
    if (this.#changedFields(this.#before(), values).length === 0) {
      this.#takeTheirs();
      return;
    }
    await this.#run(() => this.#change());
    if (this.problem?.errors?.length > 0) {
      this.action = 'edit'; // where the messages stand at their fields
    }
  }

  #compared() {
    const fields = editable(this.resource).filter((field) => !field.fixed);
    const mine = Object.fromEntries(fields.map((field) => [field.name, asSent(field, this.values[field.name] ?? '')]));
    return compared(fields, this.#inputs(this.#original), mine, this.#inputs(this.theirs));
  }

  #takeTheirs() {
    this.#stored(`Kept the other version of ${titleOf(this.resource, this.theirs)}.`);
  }

  #addAnew() {
    this.recordId = null;
    this.#tag = null;
    this.#turnTo('edit');
  }

  #changedFields(before, values) {
    return editable(this.resource).filter((field) => asSent(field, values[field.name] ?? before[field.name]) !== before[field.name]);
  }

  /** What the inputs began with. */
  #before() {
    return this.recordId === null
      ? Object.fromEntries(editable(this.resource).map(({ name, initial = '' }) => [name, initial]))
      : this.#inputs(this.#original);
  }

  /** A record as texts in inputs. */
  #inputs(record) {
    return Object.fromEntries(editable(this.resource).map(({ name }) => [name, String(record[name] ?? '')]));
  }

  /** What was typed, almost as it was typed: whether it will do is the service's to say. */
  #body(fields, values) {
    const value = (field) => (field.nullable && !values[field.name] ? null : asSent(field, values[field.name] ?? ''));
    return Object.fromEntries(fields.map((field) => [field.name, value(field)]));
  }

  #path() {
    return `${this.resource.path}/${this.recordId}`;
  }

  async #fetch() {
    const response = await request('GET', this.#path(), { ask: true });
    this.#tag = response.headers.get('ETag');
    return response.data;
  }

  async #run(work) {
    this.busy = true;
    this.problem = null;
    this.said = '';
    try {
      await work();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  async #turnTo(action) {
    this.problem = null;
    this.busy = false; // else the buttons could not take the focus
    this.action = action;
    await this.updateComplete;
    this.querySelector('.buttons button')?.focus();
  }

  async #focusFirst() {
    await this.updateComplete;
    this.querySelector('form input, [autofocus]')?.focus();
  }

  #stored(said) {
    notify(capitalised(said));
    this.tell('stored');
    this.close();
  }
}

customElements.define('record-editor', RecordEditor);
