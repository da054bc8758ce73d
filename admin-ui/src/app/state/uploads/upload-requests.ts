import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { AttachmentDto } from '../../api/models/attachment-dto';
import type { uploadFile } from './upload-request';

/** Sends files to the server; what that takes is loaded with the first of them. */
@Injectable({ providedIn: 'root' })
export class UploadRequests {
  /** Rejects with what HttpClient would reject with, and with AbortError when it is aborted. */
  async send(...parameters: Parameters<typeof uploadFile>): Promise<AttachmentDto> {
    // That knows nothing of Angular's: two that share it would be loaded in more parts by everybody.
    const { uploadFile } = await import('./upload-request');
    const answer = await uploadFile(...parameters);
    if (!('status' in answer)) return answer;
    const { status, error, retryAfter } = answer;
    const headers = new HttpHeaders(retryAfter ? { 'Retry-After': retryAfter } : {});
    return Promise.reject(new HttpErrorResponse({ status, error, headers }));
  }
}
