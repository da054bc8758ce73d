const EXTENSIONS: Readonly<Record<string, string>> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };

/** What a recording is called; its day and time sort well, and can be written on every disk. */
export function voiceFileName(nameAt: (at: string) => string, now: Date, mediaType: string): string {
  const pair = (part: number): string => String(part).padStart(2, '0');
  const day = [now.getFullYear(), pair(now.getMonth() + 1), pair(now.getDate())].join('-');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(pair).join('.');
  return `${nameAt(`${day} ${time}`)}.${EXTENSIONS[mediaType] ?? 'webm'}`;
}
