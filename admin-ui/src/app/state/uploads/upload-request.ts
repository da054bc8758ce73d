import type { AttachmentDto } from '../../api/models/attachment-dto';

/** What the server answered, other than that it has the file; status 0 where it did not answer. */
export interface Refusal {
  readonly status: number;
  readonly error?: unknown;
  readonly retryAfter?: string | null;
}

/** How much of a request has left; HttpClient cannot tell, as `fetch` does not. */
type Progress = (sent: number) => void;

/** Sends one file. Rejects with AbortError when it is aborted. */
export function uploadFile(
  { blob, name }: { readonly blob: Blob; readonly name: string },
  token: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<AttachmentDto | Refusal> {
  const form = new FormData();
  form.append('file', blob, name);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.upload.onprogress = ({ loaded }) => progress(Math.min(loaded, blob.size));
    request.onload = () => {
      const { status, response } = request;
      if (status === 201) resolve(response as AttachmentDto);
      else resolve({ status, error: response as unknown, retryAfter: request.getResponseHeader('Retry-After') });
    };
    request.onerror = () => resolve({ status: 0 });
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.open('POST', '/api/v1/attachments');
    request.responseType = 'json';
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.send(form);
  });
}
