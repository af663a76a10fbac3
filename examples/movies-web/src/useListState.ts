import { useSyncExternalStore } from "react";
import { SORTS, type Sort } from "./movies";

/** Keeps search and sort in the fragment of the address, so that a reload or a shared link shows the same list. */
export function useListState() {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const parameters = new URLSearchParams(hash.slice(1));
  const search = parameters.get("q") ?? "";
  const wanted = parameters.get("sort") ?? "";
  const sort: Sort = wanted in SORTS ? (wanted as Sort) : "title";
  return {
    search,
    sort,
    set: (changes: { q?: string; sort?: Sort }) => {
      location.replace(`#${new URLSearchParams({ q: search, sort, ...changes })}`);
    },
  };
}

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
