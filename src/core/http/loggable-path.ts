/** The path of a request as it may be logged: without its query, and without a capability that stands in it. */
export function loggablePath(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path.replace(/\/[\w-]{43,}(?=\/|$)/g, '/…');
}
