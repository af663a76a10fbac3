import { useCallback, useState } from "react";
import { Dialog } from "./Dialog";
import { isConflict, type Movies, type VersionedMovie } from "./movies";
import { sentence } from "./problems";
import { useLoad } from "./useLoad";
import { useSubmit } from "./useSubmit";

interface DeleteMovieProps {
  movies: Movies;
  id: string;
  onClose: () => void;
  onDone: (message: string) => void;
}

/** Asks before it deletes, and deletes only the version that it showed. */
export function DeleteMovie({ movies, id, onClose, onDone }: DeleteMovieProps) {
  const [attempt, setAttempt] = useState(0);
  const { data, error: loadError } = useLoad(
    useCallback(
      (signal: AbortSignal) => movies.read(id, signal),
      // eslint-disable-next-line react/exhaustive-deps -- reads the newer version after a conflict
      [movies, id, attempt],
    ),
  );
  const { busy, error, submit } = useSubmit();

  async function remove({ movie, version }: VersionedMovie) {
    try {
      await movies.remove(id, version);
    } catch (thrown) {
      if (isConflict(thrown)) {
        setAttempt(attempt + 1);
      }
      throw thrown;
    }
    onDone(`“${movie.title}” was deleted.`);
  }

  return (
    <Dialog title="Delete movie" onClose={onClose}>
      {loadError !== undefined && <p role="alert">{sentence(loadError)}</p>}
      {error !== undefined && (
        <p role="alert">{isConflict(error) ? "It was just changed elsewhere. Check it again:" : sentence(error)}</p>
      )}
      {data && (
        <p>
          Delete “{data.movie.title}” ({data.movie.year})? This cannot be undone.
        </p>
      )}
      <div className="actions">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        {data && (
          <button type="button" className="danger" onClick={() => void submit(() => remove(data))}>
            {busy ? "Deleting …" : "Delete"}
          </button>
        )}
      </div>
    </Dialog>
  );
}
