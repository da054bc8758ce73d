const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** As many digits as can be trusted. */
export function short(number) {
  return THREE_DIGITS.format(number);
}

/** What a row compares with its target: the ratio to its reference, or the value itself. */
export function judgedPart({ reference, missing, ratio, value }) {
  return reference || missing ? ratio : value;
}

/** The median, and in brackets the lowest and the highest round. */
export function spread(summary) {
  if (!summary) return '–';
  const { median, lowest, highest } = summary;
  return lowest === highest ? short(median) : `${short(median)} (${short(lowest)}–${short(highest)})`;
}

/** `≥ 2`, `≤ 1.3`. */
export function targetText(target) {
  if (!target) return '';
  return 'atLeast' in target ? `≥ ${short(target.atLeast)}` : `≤ ${short(target.atMost)}`;
}

/** The verdict on a row. */
export function metText({ isMet }) {
  return { true: 'met', false: 'missed', undefined: '' }[isMet];
}
