import { useState, useSyncExternalStore } from "react";
import { Dialog } from "./Dialog";
import { MovieList } from "./MovieList";
import type { Movies } from "./movies";
import type { Session } from "./session";
import { SignIn } from "./SignIn";

export function App({ session, movies }: { session: Session; movies: Movies }) {
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const [notice, setNotice] = useState("");

  async function signOut() {
    try {
      await session.signOut();
      setNotice("You are signed out.");
    } catch {
      setNotice("You are signed out here. The service could not be reached to end your sessions elsewhere.");
    }
  }

  if (state.status === "signed-out") {
    return (
      <main className="narrow">
        <h1>Movies</h1>
        <output>{notice}</output>
        <SignIn session={session} />
      </main>
    );
  }
  return (
    <>
      <header className="bar">
        <span className="brand">Movies</span>
        <span className="user">{state.username}</span>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </header>
      {/* Stays while the session is renewed, so that an open form keeps what was typed. Another person gets a new one. */}
      <MovieList key={state.username} movies={movies} />
      {state.status === "ended" && (
        <Dialog title="Sign in again" onClose={session.leave}>
          <p>Your session has ended. What you have typed is kept.</p>
          <SignIn session={session} username={state.username} />
        </Dialog>
      )}
    </>
  );
}
