const LONGEST = 5;

/** What people call the kind of a file: PDF; empty where its name does not say. */
export function extensionOf(name: string): string {
  const extension = /\.([\p{L}\p{N}]+)$/u.exec(name)?.[1] ?? '';
  return extension.length <= LONGEST ? extension.toUpperCase() : '';
}
