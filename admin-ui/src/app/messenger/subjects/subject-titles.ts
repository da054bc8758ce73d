/** As the server compares them, but for what mail programs put before a title. */
export function isSameTitle(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(title: string): string {
  return title.normalize('NFC').trim().toLowerCase().normalize('NFC');
}
