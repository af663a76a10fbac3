// What people type into forms and filters, as it is sent.

const DIGITS = String.raw`[+\-]?\d{1,3}`;

/** By kind of field, what a number looks like with the separators that lists show. */
const GROUPED = groupedNumbers(new Intl.NumberFormat().formatToParts(1234567.8));

function groupedNumbers(parts) {
  const separator = (type) => parts.find((part) => part.type === type)?.value;
  // Spaces are typed as the keyboard has them.
  const group = `[${(separator('group') ?? ' ').replace(/[\\\]^-]/g, '\\$&')}\\s]`;
  const whole = `${DIGITS}(?:${group}\\d{2,3})*${group}\\d{3}`;
  return {
    strip: new RegExp(group, 'g'),
    number: new RegExp(`^${whole}$`),
    // Where the comma divides decimals, 1.300 may be one and three tenths.
    decimal: separator('decimal') === '.' ? new RegExp(`^${whole}(?:\\.\\d*)?$`) : null,
  };
}

/** Takes the separators out of a number that is written as lists show it (1,300). Everything else is the service's to judge. */
export function asSent(field, text) {
  const trimmed = text.trim();
  return GROUPED[field.kind]?.test(trimmed) ? trimmed.replace(GROUPED.strip, '') : text;
}
