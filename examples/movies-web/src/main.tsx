import { createStockroomClient } from "@stockroom/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { loadConfig } from "./config";
import { Movies } from "./movies";
import { retrying } from "./retry";
import { Session } from "./session";
import "./styles.css";

const root = createRoot(document.getElementById("root")!);

async function start() {
  if (!window.isSecureContext) {
    // Web Locks and crypto.randomUUID need it, and a password should not travel in the clear.
    throw new Error("This page must be served over HTTPS, or from localhost.");
  }
  const { apiUrl } = await loadConfig();
  const session = new Session(
    apiUrl,
    retrying((request) => fetch(request)),
    localStorage,
    async (work) => await navigator.locks.request("movies.session", work),
  );
  window.addEventListener("storage", session.notify);
  const movies = new Movies(createStockroomClient({ baseUrl: apiUrl, fetch: session.fetch }));
  root.render(
    <StrictMode>
      <App session={session} movies={movies} />
    </StrictMode>,
  );
}

start().catch((error: unknown) => {
  root.render(
    <main>
      <h1>Movies</h1>
      <p role="alert">The application cannot start: {String(error)}</p>
    </main>,
  );
});
