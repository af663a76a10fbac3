import { HttpError } from "ra-core";

/** What this package reads of a problem document (RFC 9457). */
interface Problem {
  code?: string;
  detail?: string;
  currentVersion?: number;
  errors?: readonly { pointer?: string; detail: string }[];
}

/**
 * Returns the error that a response tells, as react-admin shows it.
 *
 * The body is the problem document. Only its `errors` differ: they have the shape of react-admin's validation on the server,
 * `{ price: "Enter a number." }`, and are missing if no field is at fault. The service's own array is the member `problems`.
 */
export async function toHttpError(response: Response): Promise<HttpError> {
  const { status } = response;
  const { errors: problems, ...problem } = await readProblem(response);
  const message = status === 412 ? conflict(problem) : (problem.detail ?? `The service answered ${status}.`);
  const errors = fieldErrors(problems ?? []);
  const body = { ...problem, ...(problems && { problems }) };
  return new HttpError(
    message,
    status,
    // A form may lack a field at fault. `root.serverError` is the message that react-admin shows beside those at fields.
    Object.keys(errors).length > 0 ? { ...body, errors: { ...errors, root: { serverError: message } } } : body,
  );
}

/** Returns the error for a request that got no response. Its status is 0. */
export function toConnectionError(cause: unknown): HttpError {
  return new HttpError("The service cannot be reached. Check the connection and try again.", 0, { cause });
}

/** Tells for a request that failed if the service may have served it nevertheless. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof HttpError)) {
    return true;
  }
  return error.status === 0 || error.status >= 500 || error.body?.code === "idempotency-in-progress";
}

async function readProblem(response: Response): Promise<Problem> {
  // A proxy in between may send something other than a problem document.
  if (!response.headers.get("Content-Type")?.includes("json")) {
    return {};
  }
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? body : {};
}

function conflict({ currentVersion }: Problem): string {
  const version = currentVersion === undefined ? "" : ` Its version is ${currentVersion} now.`;
  return `This record was changed elsewhere since you read it.${version} Refresh the page, then make your change again.`;
}

/** Returns the first message for each field, by its name. */
function fieldErrors(problems: NonNullable<Problem["errors"]>): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { pointer, detail } of problems) {
    const field = pointer && fieldOf(pointer);
    if (field) {
      errors[field] ??= detail;
    }
  }
  return errors;
}

/** `#/address/zip%20code` → `address.zip code` (RFC 6901, 4 and 6). */
function fieldOf(pointer: string): string {
  return decodeURIComponent(pointer)
    .replace(/^#?\//, "")
    .replaceAll("/", ".")
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}
