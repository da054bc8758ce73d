import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api';
import { removeGroupPicture } from '../api/fn/pictures/remove-group-picture';
import { removeMyAvatar } from '../api/fn/pictures/remove-my-avatar';
import type { AvatarDto } from '../api/models/avatar-dto';
import type { GroupPictureDto } from '../api/models/group-picture-dto';
import { problemOf } from '../core/problem';
import { ServerMeta } from '../core/server-meta';
import { Session } from '../core/session';
import { ConversationStore } from '../state/conversations/conversation-store';
import { UploadRequests } from '../state/uploads/upload-requests';

/** How much of a picture has left, from 0 to 1. */
type Progress = (part: number) => void;

const MINE = '/api/v1/users/me/avatar';

/** Changes my picture, or that of a group: the one without `conversationId` is mine. */
@Injectable({ providedIn: 'root' })
export class PictureChange {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly uploads = inject(UploadRequests);
  private readonly store = inject(ConversationStore);
  private readonly meta = inject(ServerMeta);

  /** Resolves when it is shown. Throws what the server answered, or AbortError. */
  async set(conversationId: string | undefined, picture: File, progress: Progress, signal: AbortSignal): Promise<void> {
    if (conversationId === undefined) {
      const { avatarUrl } = await this.put<AvatarDto>(MINE, picture, progress, signal);
      return this.know(avatarUrl);
    }
    await this.put<GroupPictureDto>(`/api/v1/conversations/${conversationId}/picture`, picture, progress, signal);
    await this.store.fetch(conversationId);
  }

  /** Throws what the server answered. */
  async remove(conversationId: string | undefined): Promise<void> {
    if (conversationId === undefined) {
      await this.api.invoke(removeMyAvatar);
      return this.know(null);
    }
    await this.api.invoke(removeGroupPicture, { id: conversationId });
    await this.store.fetch(conversationId);
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

  private async put<Answer extends object>(
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

  private know(avatarUrl: string | null): void {
    const me = this.session.me();
    if (me) this.session.know({ ...me, avatarUrl });
  }
}
