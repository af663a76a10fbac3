import { HttpError, type Identifier } from "ra-core";

const CONCURRENT = 4;

/**
 * Changes records one by one, a few at a time. A failure does not keep the others from being changed.
 *
 * @throws HttpError the failure of one record, or one that counts the failures and has them in `body.failures`
 */
export async function changeEach<T extends Identifier>(ids: readonly T[], change: (id: T) => Promise<unknown>): Promise<T[]> {
  const failures: { id: T; error: unknown }[] = [];
  const remaining = ids.values();
  const work = async () => {
    for (const id of remaining) {
      await change(id).catch((error: unknown) => failures.push({ id, error }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));

  const first = failures[0]?.error;
  if (!first) {
    return [...ids];
  }
  if (ids.length === 1 || !(first instanceof HttpError)) {
    throw first;
  }
  const { errors: _, ...body } = first.body;
  throw new HttpError(`${failures.length} of ${ids.length} records failed. The first failure: ${first.message}`, first.status, {
    ...body,
    failures,
  });
}
