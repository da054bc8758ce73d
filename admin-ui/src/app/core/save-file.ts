/** Keeps a table. Programs know its encoding by the mark before it, which reading an answer as text takes off. */
export function saveTable(name: string, text: string): void {
  saveFile(name, new Blob(['\uFEFF', text.replace(/^\uFEFF/, '')], { type: 'text/csv' }));
}

/** Lets the browser keep something as a file. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
