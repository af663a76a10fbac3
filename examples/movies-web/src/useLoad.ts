import { useEffect, useState } from "react";

export interface Loaded<T> {
  data?: T;
  error?: unknown;
  loading: boolean;
}

/**
 * Loads data when a component appears and whenever `load` is another function, so wrap it in `useCallback`.
 * Older data stays while newer is loading. A response that comes too late is dropped.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<{ by?: typeof load; data?: T; error?: unknown }>({});

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    load(signal).then(
      (data) => signal.aborted || setLoaded({ by: load, data }),
      (error: unknown) => signal.aborted || setLoaded({ by: load, error }),
    );
    return () => controller.abort();
  }, [load]);

  const { by, ...result } = loaded;
  return { ...result, loading: by !== load };
}
