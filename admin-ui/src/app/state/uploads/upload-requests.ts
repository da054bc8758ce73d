import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { AttachmentDto } from '../../api/models/attachment-dto';
import type { uploadFile, UploadTarget } from './upload-request';

/** What is sent, whose token it is, who hears how much has left, and what ends it. */
type Sending = Parameters<typeof uploadFile> extends [UploadTarget, ...infer Rest] ? Rest : never;

const ATTACHMENTS: UploadTarget = { method: 'POST', path: '/api/v1/attachments' };

/** Sends files to the server; what that takes is loaded with the first of them. */
@Injectable({ providedIn: 'root' })
export class UploadRequests {
  /** Rejects with what HttpClient would reject with, and with AbortError when it is aborted. */
  send(...sending: Sending): Promise<AttachmentDto> {
    return this.request(ATTACHMENTS, sending);
  }

  /** Puts a file in the place of the one that was there; rejects as `send` does. */
  put<Answer extends object>(path: string, ...sending: Sending): Promise<Answer> {
    return this.request({ method: 'PUT', path }, sending);
  }

  private async request<Answer extends object>(target: UploadTarget, sending: Sending): Promise<Answer> {
    // That knows nothing of Angular's: two that share it would be loaded in more parts by everybody.
    const { uploadFile } = await import('./upload-request');
    const answer = await uploadFile<Answer>(target, ...sending);
    if (!('status' in answer)) return answer;
    const { status, error, retryAfter } = answer;
    const headers = new HttpHeaders(retryAfter ? { 'Retry-After': retryAfter } : {});
    return Promise.reject(new HttpErrorResponse({ status, error, headers }));
  }
}
