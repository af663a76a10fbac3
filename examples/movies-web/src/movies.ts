import { nextCursor, type Movie, type StockroomClient } from "@stockroom/client";
import { Failure, toFailure } from "./problems";

/** What a person decides about a movie. */
export type Draft = Pick<Movie, "title" | "year" | "description">;

/** A movie with its entity tag, which names the version that was read. */
export interface VersionedMovie {
  movie: Movie;
  version: string;
}

export interface MoviePage {
  movies: Movie[];
  /** The cursor of the next page, absent on the last one. */
  next: string | undefined;
}

export const SORTS = {
  title: "Title, A to Z",
  "-title": "Title, Z to A",
  "-year": "Newest first",
  year: "Oldest first",
  "-modified": "Recently changed",
} as const;
export type Sort = keyof typeof SORTS;

const PAGE_SIZE = 20;

/** The calls of this application. Each rejects with a `Failure` for a response other than 2xx. */
export class Movies {
  constructor(private readonly client: StockroomClient) {}

  async list(search: string, sort: Sort, cursor: string | undefined, signal: AbortSignal): Promise<MoviePage> {
    const { data, error, response } = await this.client.GET("/api/v1/movie", {
      params: { query: { limit: PAGE_SIZE, sort: [sort], ...(search && { q: search }), ...(cursor && { cursor }) } },
      signal,
    });
    if (!Array.isArray(data)) {
      throw toFailure(response, error);
    }
    return { movies: data, next: nextCursor(response) };
  }

  async read(id: string, signal?: AbortSignal): Promise<VersionedMovie> {
    const { data, error, response } = await this.client.GET("/api/v1/movie/{id}", {
      params: { path: { id } },
      ...(signal && { signal }),
    });
    if (!data) {
      throw toFailure(response, error);
    }
    return { movie: data, version: response.headers.get("ETag")! };
  }

  /** @param key the same for each attempt to create one movie: the service creates it once */
  async create(draft: Draft, key: string): Promise<void> {
    const { error, response } = await this.client.POST("/api/v1/movie", {
      params: { header: { "Idempotency-Key": key } },
      body: draft,
    });
    if (!response.ok) {
      throw toFailure(response, error);
    }
  }

  /**
   * Changes a movie if it still has the given version.
   *
   * @returns undefined if it was changed, else the movie as it is now
   */
  async update(id: string, draft: Draft, version: string): Promise<VersionedMovie | undefined> {
    const { error, response } = await this.client.PATCH("/api/v1/movie/{id}", {
      params: { path: { id }, header: { "If-Match": version } },
      body: draft,
    });
    if (response.ok) {
      return undefined;
    }
    if (response.status !== 412) {
      throw toFailure(response, error);
    }
    const current = await this.read(id);
    // After a lost response, the repeat meets its own first attempt.
    return isEqual(current.movie, draft) ? undefined : current;
  }

  /** Deletes a movie if it still has the given version. A movie that is gone already counts as deleted. */
  async remove(id: string, version: string): Promise<void> {
    const { error, response } = await this.client.DELETE("/api/v1/movie/{id}", {
      params: { path: { id }, header: { "If-Match": version } },
    });
    if (!response.ok && response.status !== 404) {
      throw toFailure(response, error);
    }
  }
}

export function isConflict(error: unknown): boolean {
  return error instanceof Failure && error.status === 412;
}

function isEqual(movie: Movie, draft: Draft): boolean {
  return movie.title === draft.title && movie.year === draft.year && movie.description === draft.description;
}
