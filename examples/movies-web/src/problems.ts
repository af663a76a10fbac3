import type { Problem } from "@stockroom/client";

/** A response other than 2xx. The message is a sentence for people. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly problem?: Problem,
  ) {
    super(problem?.detail ?? `The service answered ${status}.`);
  }

  /**
   * Returns the messages by the name of the field that they are about.
   *
   * @param words own words by field and code of an error, such as `title.blank`; the service's sentence where there are none
   */
  fieldMessages(words: Record<string, string>): Record<string, string> {
    const messages: Record<string, string> = {};
    for (const { pointer, code, detail } of this.problem?.errors ?? []) {
      const field = pointer?.replace(/^#\//, "");
      if (field) {
        messages[field] ??= words[`${field}.${code}`] ?? detail;
      }
    }
    return messages;
  }
}

/**
 * Returns the failure that a response tells.
 *
 * @param body parsed or as text; a proxy in between may send something other than a problem document
 */
export function toFailure(response: Response, body: unknown): Failure {
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  const parsed: unknown = isJson && typeof body === "string" ? JSON.parse(body) : body;
  const isProblem = typeof parsed === "object" && parsed !== null && "code" in parsed;
  return new Failure(response.status, isProblem ? (parsed as Problem) : undefined);
}

/** Returns the sentence to show for anything that was thrown. */
export function sentence(error: unknown): string {
  // A lost connection is a TypeError, a time-out a DOMException.
  if (error instanceof TypeError || error instanceof DOMException) {
    return "The service cannot be reached. Check the connection and try again.";
  }
  return error instanceof Error ? error.message : String(error);
}
