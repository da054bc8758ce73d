import { inject, Injectable } from '@angular/core';
import { problemOf } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { UploadRequests } from './upload-requests';

/** How much of a picture has left, from 0 to 1. */
export type Progress = (part: number) => void;

/** Puts a picture in the place of the one that was there. */
@Injectable({ providedIn: 'root' })
export class PictureUpload {
  private readonly session = inject(Session);
  private readonly uploads = inject(UploadRequests);
  private readonly meta = inject(ServerMeta);

  /** Throws what the server answered, or AbortError. */
  async put<Answer extends object>(
    path: string,
    picture: File,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Answer> {
    const file = { blob: picture, name: picture.name };
    const told = (sent: number): void => progress(sent / picture.size);
    const attempt = () => this.uploads.put<Answer>(path, file, this.session.accessToken() ?? '', told, signal);
    try {
      return await attempt();
    } catch (error) {
      // The token may have ended since the last request.
      if (signal.aborted || problemOf(error).status !== 401 || (await this.session.refresh()) !== undefined)
        throw error;
      return attempt();
    }
  }

  /** How many bytes it may have; where the server cannot be asked, it says so itself later. */
  async mostBytes(): Promise<number> {
    try {
      const { avatarBytes = Infinity, uploadBytes = Infinity } = (await this.meta.ensure()).limits;
      return Math.min(avatarBytes, uploadBytes);
    } catch (error) {
      problemOf(error);
      return Infinity;
    }
  }
}
