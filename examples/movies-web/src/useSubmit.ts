import { useState } from "react";

/**
 * Runs one submission at a time, and keeps what it threw until the next one. Buttons stay enabled meanwhile, because a
 * button that is disabled loses the focus.
 */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function submit(work: () => Promise<void>) {
    if (busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return { busy, error, submit };
}
