export type Fetch = (request: Request) => Promise<Response>;

const DELAYS_MS = [500, 1000, 2000];
const LONGEST_WAIT_MS = 5000;

/**
 * Returns a `fetch` that repeats a request whose response was lost, or that the service could not serve for the moment.
 *
 * It repeats only requests that the service may receive twice. A POST that creates needs an `Idempotency-Key` for that.
 * A change with `If-Match` is not repeated: if the first one arrived, the repeat would be refused as a conflict.
 */
export function retrying(send: Fetch, pause = sleep): Fetch {
  return async (request) => {
    for (const delay of repeatable(request) ? DELAYS_MS : []) {
      let wait = delay;
      try {
        const response = await send(request.clone());
        const asked = Number(response.headers.get("Retry-After") ?? 0) * 1000;
        if (!isTemporary(response) || asked > LONGEST_WAIT_MS) {
          return response;
        }
        wait = Math.max(delay, asked);
      } catch (error) {
        if (request.signal.aborted) {
          throw error;
        }
      }
      await pause(wait);
      request.signal.throwIfAborted();
    }
    return send(request);
  };
}

function repeatable(request: Request): boolean {
  return (
    request.method === "GET" ||
    request.headers.has("Idempotency-Key") ||
    // The service takes a refresh token again for 30 seconds, in case its answer got lost.
    request.url.endsWith("/api/token/refresh")
  );
}

function isTemporary({ status, headers }: Response): boolean {
  // 409 with Retry-After: the first request with this Idempotency-Key is still being served.
  return [429, 502, 503, 504].includes(status) || (status === 409 && headers.has("Retry-After"));
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
