/** What the server answered, other than that it has the file; status 0 where it did not answer. */
export interface Refusal {
  readonly status: number;
  readonly error?: unknown;
  readonly retryAfter?: string | null;
}

/** Where a file goes. */
export interface UploadTarget {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
}

/** How much of a request has left; HttpClient cannot tell, as `fetch` does not. */
type Progress = (sent: number) => void;

/** Sends one file. Rejects with AbortError when it is aborted. */
export function uploadFile<Answer extends object>(
  { method, path }: UploadTarget,
  { blob, name }: { readonly blob: Blob; readonly name: string },
  token: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answer | Refusal> {
  const form = new FormData();
  form.append('file', blob, name);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.upload.onprogress = ({ loaded }) => progress(Math.min(loaded, blob.size));
    request.onload = () => {
      const { status, response } = request;
      if (status === 200 || status === 201) resolve(response as Answer);
      else resolve({ status, error: response as unknown, retryAfter: request.getResponseHeader('Retry-After') });
    };
    request.onerror = () => resolve({ status: 0 });
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.open(method, path);
    request.responseType = 'json';
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.send(form);
  });
}
