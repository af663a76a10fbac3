import type { Identifier } from "ra-core";

/** A record as this package hands it to react-admin. */
export interface Versioned {
  id: Identifier;
  /** The number in the entity tag. */
  version?: number;
}

/** The versions of the records that were read last, for changes that come without the record. */
export class Versions {
  readonly #versions = new Map<string, number>();

  note(resource: string, { id, version }: Versioned): void {
    if (version !== undefined) {
      this.#versions.set(`${resource} ${id}`, version);
    }
  }

  forget(resource: string, id: Identifier): void {
    this.#versions.delete(`${resource} ${id}`);
  }

  /**
   * Returns the `If-Match` of a change. It is empty if no version is known.
   *
   * @param bases the records that the change is based on. The first one with a version counts, because the last one that was
   *     read may be newer than what the person saw
   */
  ifMatch(resource: string, id: Identifier, ...bases: (Partial<Versioned> | undefined)[]): Record<string, string> {
    const version = bases.find((base) => base?.version !== undefined)?.version ?? this.#versions.get(`${resource} ${id}`);
    return version === undefined ? {} : { "If-Match": `"${version}"` };
  }
}

/** Returns the record with the version of its entity tag. */
export function withVersion<T>(record: T, response: Response): T {
  // A proxy that compresses may have marked the tag: W/"3", "3--gzip".
  const version = /^(?:W\/)?"(\d+)/.exec(response.headers.get("ETag") ?? "")?.[1];
  return version === undefined ? record : { ...record, version: Number(version) };
}

/** Returns the members of a record that the service stores. */
export function withoutVersion(data: object): Record<string, unknown> {
  const { version: _, ...members } = data as Record<string, unknown>;
  return members;
}
