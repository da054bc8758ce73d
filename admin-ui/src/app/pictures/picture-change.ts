import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api';
import { removeGroupPicture } from '../api/fn/pictures/remove-group-picture';
import { removeMyAvatar } from '../api/fn/pictures/remove-my-avatar';
import type { AvatarDto } from '../api/models/avatar-dto';
import type { GroupPictureDto } from '../api/models/group-picture-dto';
import { Session } from '../core/session';
import { ConversationStore } from '../state/conversations/conversation-store';
import { PictureUpload, type Progress } from '../state/uploads/picture-upload';

const MINE = '/api/v1/users/me/avatar';

/** Changes my picture, or that of a group: the one without `conversationId` is mine. */
@Injectable({ providedIn: 'root' })
export class PictureChange {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly pictures = inject(PictureUpload);
  private readonly store = inject(ConversationStore);

  /** Resolves when it is shown. Throws what the server answered, or AbortError. */
  async set(conversationId: string | undefined, picture: File, progress: Progress, signal: AbortSignal): Promise<void> {
    if (conversationId === undefined) {
      const { avatarUrl } = await this.pictures.put<AvatarDto>(MINE, picture, progress, signal);
      return this.know(avatarUrl);
    }
    await this.pictures.put<GroupPictureDto>(
      `/api/v1/conversations/${conversationId}/picture`,
      picture,
      progress,
      signal,
    );
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

  /** How many bytes it may have. */
  mostBytes(): Promise<number> {
    return this.pictures.mostBytes();
  }

  private know(avatarUrl: string | null): void {
    const me = this.session.me();
    if (me) this.session.know({ ...me, avatarUrl });
  }
}
