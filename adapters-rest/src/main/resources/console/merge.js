// Three versions of a record become one: as it was loaded, as I edited it, and as another user saved it meanwhile.

/**
 * Compares the versions, each an object of texts by field name.
 *
 * @returns for each field `{field, was, mine, theirs, kept}`; `kept` is `mine` or `theirs` when only one side changed the field,
 *   `both` when they agree, and null when the person has to choose
 */
export function compared(fields, original, mine, theirs) {
  return fields.map((field) => {
    const [was, my, their] = [original, mine, theirs].map((version) => version[field.name]);
    return { field, was, mine: my, theirs: their, kept: keptOf(was, my, their) };
  });
}

function keptOf(was, mine, theirs) {
  if (mine === theirs) {
    return 'both';
  }
  if (mine === was) {
    return 'theirs';
  }
  return theirs === was ? 'mine' : null;
}

/**
 * The merged version.
 *
 * @param choices by field name, `mine` or `theirs`; for fields without one that `compared` decided
 * @returns texts by field name
 */
export function merged(rows, choices) {
  return Object.fromEntries(
    rows.map((row) => [row.field.name, (row.kept ?? choices[row.field.name]) === 'mine' ? row.mine : row.theirs]),
  );
}
