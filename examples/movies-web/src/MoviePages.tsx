import type { Movie } from "@stockroom/client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Movies, Sort } from "./movies";
import { sentence } from "./problems";
import { useLoad } from "./useLoad";

interface MoviePagesProps {
  movies: Movies;
  search: string;
  sort: Sort;
  /** Counts the changes after which the page must be read again. */
  changes: number;
  onEdit: (movie: Movie) => void;
  onDelete: (movie: Movie) => void;
}

/** One list, page by page. The service names only the next page, so the cursors of the earlier ones are kept. */
export function MoviePages({ movies, search, sort, changes, onEdit, onDelete }: MoviePagesProps) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const [attempt, setAttempt] = useState(0);
  const cursor = cursors.at(-1);

  const { data, error, loading } = useLoad(
    useCallback(
      (signal: AbortSignal) => movies.list(search, sort, cursor, signal),
      // eslint-disable-next-line react/exhaustive-deps -- reads again after a change or on request
      [movies, search, sort, cursor, changes, attempt],
    ),
  );

  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The focused element is gone, such as the button of a movie that was deleted.
    if (data && document.activeElement === document.body) {
      list.current?.focus({ preventScroll: true });
    }
  }, [data]);

  if (error !== undefined) {
    return (
      <div role="alert" className="error-box">
        <p>{sentence(error)}</p>
        <button type="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </div>
    );
  }
  if (!data) {
    return <output>Loading …</output>;
  }
  const isOnlyPage = cursors.length === 1 && !data.next;
  return (
    <>
      {data.movies.length === 0 && <output>{search ? `Nothing matches “${search}”.` : "There are no movies yet."}</output>}
      <ul ref={list} tabIndex={-1} aria-label="Movies" aria-busy={loading} className="movies">
        {data.movies.map((movie) => (
          <li key={movie.id}>
            <div className="movie">
              <h2>
                {movie.title} <span className="year">{movie.year}</span>
              </h2>
              {movie.description && <p>{movie.description}</p>}
            </div>
            <div className="row-actions">
              <button type="button" aria-label={`Edit ${movie.title}`} onClick={() => onEdit(movie)}>
                Edit
              </button>
              <button type="button" aria-label={`Delete ${movie.title}`} onClick={() => onDelete(movie)}>
                Delete
              </button>
            </div>
          </li>
        ))}
      </ul>
      {!isOnlyPage && (
        <nav aria-label="Pages" className="pages">
          <button type="button" disabled={cursors.length === 1} onClick={() => setCursors(cursors.slice(0, -1))}>
            Previous page
          </button>
          <output>Page {cursors.length}</output>
          <button type="button" disabled={!data.next} onClick={() => !loading && setCursors([...cursors, data.next])}>
            Next page
          </button>
        </nav>
      )}
    </>
  );
}
