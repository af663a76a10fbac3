import { useCallback, useState } from "react";
import { Conflict } from "./Conflict";
import { Dialog } from "./Dialog";
import { MovieForm } from "./MovieForm";
import type { Draft, Movies, VersionedMovie } from "./movies";
import { Failure, sentence } from "./problems";
import { useLoad } from "./useLoad";

interface MovieEditorProps {
  movies: Movies;
  /** Of the movie to edit; absent to create one. */
  id?: string;
  onClose: () => void;
  onDone: (message: string) => void;
}

export function MovieEditor({ movies, id, onClose, onDone }: MovieEditorProps) {
  return (
    <Dialog title={id ? "Edit movie" : "Add a movie"} onClose={onClose}>
      {id ? (
        <Edit movies={movies} id={id} onCancel={onClose} onDone={onDone} />
      ) : (
        <Create movies={movies} onCancel={onClose} onDone={onDone} />
      )}
    </Dialog>
  );
}

interface StepProps {
  movies: Movies;
  onCancel: () => void;
  onDone: (message: string) => void;
}

function Create({ movies, onCancel, onDone }: StepProps) {
  // One key for as long as the form is open: it stands for one movie, however often it is sent.
  const [key] = useState(() => crypto.randomUUID());

  async function create(draft: Draft) {
    try {
      await movies.create(draft, key);
    } catch (error) {
      if (error instanceof Failure && error.problem?.code === "idempotency-key-reused") {
        // Only a request that succeeded uses up its key, so an earlier attempt arrived.
        return onDone("The movie was created as you sent it first. Edit it to change it.");
      }
      throw error;
    }
    onDone(`“${draft.title}” was created.`);
  }

  return <MovieForm initial={{ title: "", year: undefined, description: null }} onSave={create} onCancel={onCancel} />;
}

function Edit({ movies, id, onCancel, onDone }: StepProps & { id: string }) {
  const { data, error } = useLoad(useCallback((signal: AbortSignal) => movies.read(id, signal), [movies, id]));
  // After a conflict: what the person wrote, beside what is stored now.
  const [conflict, setConflict] = useState<{ mine: Draft; stored: VersionedMovie }>();
  const [taken, setTaken] = useState<VersionedMovie>();
  const base = taken ?? data;

  async function save(mine: Draft, version: string) {
    const stored = await movies.update(id, mine, version);
    if (stored) {
      setConflict({ mine, stored });
    } else {
      onDone(`“${mine.title}” was saved.`);
    }
  }

  if (error !== undefined) {
    return (
      <>
        <p role="alert">{sentence(error)}</p>
        <div className="actions">
          <button type="button" onClick={onCancel}>
            Close
          </button>
        </div>
      </>
    );
  }
  if (!base) {
    return <output>Loading …</output>;
  }
  if (conflict) {
    return (
      <Conflict
        key={conflict.stored.version}
        {...conflict}
        onKeepMine={() => save(conflict.mine, conflict.stored.version)}
        onTakeStored={() => {
          setTaken(conflict.stored);
          setConflict(undefined);
        }}
        onCancel={onCancel}
      />
    );
  }
  return (
    <MovieForm
      key={base.version}
      initial={base.movie}
      onSave={(draft) => save(draft, base.version)}
      onCancel={onCancel}
    />
  );
}
