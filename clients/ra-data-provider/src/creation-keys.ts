import { isOutcomeUnknown } from "./errors.js";

/**
 * Chooses the `Idempotency-Key` of each creation.
 *
 * A creation whose answer was lost may have happened. If the same data comes again, it gets the same key, so that the service
 * creates one record. This holds for a retry of TanStack Query as for a second click on "Save".
 */
export class CreationKeys {
  readonly #unanswered = new Map<string, string>();

  /**
   * @param creation the resource and the data
   * @param chosen a key that the caller chose
   */
  async use<T>(creation: string, chosen: string | undefined, send: (key: string) => Promise<T>): Promise<T> {
    const key = chosen ?? this.#unanswered.get(creation) ?? crypto.randomUUID();
    // Taken out while the request is under way: two equal creations at the same time are two records.
    this.#unanswered.delete(creation);
    try {
      return await send(key);
    } catch (error) {
      if (isOutcomeUnknown(error)) {
        this.#unanswered.set(creation, key);
      }
      throw error;
    }
  }
}
