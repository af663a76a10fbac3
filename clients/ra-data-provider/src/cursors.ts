const MAX_CURSORS = 1000;

/** The cursors of pages behind the last offset that the service accepts. The oldest ones are forgotten. */
export class Cursors {
  readonly #cursors = new Map<string, string>();

  get(list: string, page: number): string | undefined {
    return this.#cursors.get(`${page} ${list}`);
  }

  note(list: string, page: number, cursor: string): void {
    if (this.#cursors.size >= MAX_CURSORS) {
      this.#cursors.delete(this.#cursors.keys().next().value!);
    }
    this.#cursors.set(`${page} ${list}`, cursor);
  }
}
