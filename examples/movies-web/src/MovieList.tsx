import type { Movie } from "@stockroom/client";
import { useEffect, useState } from "react";
import { DeleteMovie } from "./DeleteMovie";
import { MovieEditor } from "./MovieEditor";
import { MoviePages } from "./MoviePages";
import { SORTS, type Movies, type Sort } from "./movies";
import { useListState } from "./useListState";

const SEARCH_DELAY_MS = 300;

type Opened = { view: "create" } | { view: "edit" | "delete"; movie: Movie };

export function MovieList({ movies }: { movies: Movies }) {
  const { search, sort, set } = useListState();
  const [typed, setTyped] = useState(search);
  const [opened, setOpened] = useState<Opened>();
  const [notice, setNotice] = useState("");
  const [changes, setChanges] = useState(0);

  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== search && set({ q: typed.trim() }), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  });

  const close = () => setOpened(undefined);

  function done(message: string) {
    setNotice(message);
    setChanges(changes + 1);
    close();
  }

  return (
    <main>
      <div className="title">
        <h1>Movies</h1>
        <button type="button" className="primary" onClick={() => setOpened({ view: "create" })}>
          Add a movie
        </button>
      </div>
      <search className="tools">
        <label>
          Search
          <input type="search" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label>
          Sort by
          <select value={sort} onChange={(event) => set({ sort: event.target.value as Sort })}>
            {Object.entries(SORTS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </search>
      <output className="notice">{notice}</output>
      <MoviePages
        key={`${sort} ${search}`}
        movies={movies}
        search={search}
        sort={sort}
        changes={changes}
        onEdit={(movie) => setOpened({ view: "edit", movie })}
        onDelete={(movie) => setOpened({ view: "delete", movie })}
      />
      {opened?.view === "create" && <MovieEditor movies={movies} onClose={close} onDone={done} />}
      {opened?.view === "edit" && <MovieEditor movies={movies} id={opened.movie.id} onClose={close} onDone={done} />}
      {opened?.view === "delete" && (
        <DeleteMovie movies={movies} id={opened.movie.id} onClose={close} onDone={done} />
      )}
    </main>
  );
}
