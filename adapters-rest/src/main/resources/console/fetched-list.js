import { request } from './api.js';
import { Element } from './element.js';
import { session } from './session.js';

/** A list that is read as a whole, and again when another person signs in. */
export class FetchedList extends Element {
  static properties = {
    items: { state: true },
    problem: { state: true },
    dialog: { state: true },
  };

  #path;

  /** @param path of the list, relative to the console */
  constructor(path) {
    super();
    this.#path = path;
    /** Null until they came. */
    this.items = null;
    this.problem = null;
    /** What an open dialog is about; null while there is none. */
    this.dialog = null;
  }

  load = async () => {
    try {
      this.items = (await request('GET', this.#path)).data;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  };

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.load);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener('change', this.load);
  }
}
