import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../core/files/files.module.js';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentShape } from './attachment-shape.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { AttachmentsService } from './attachments.service.js';
import { AvatarFiles } from './avatars/avatar-files.js';
import { AvatarReadingRepository } from './avatars/avatar-reading.repository.js';
import { AvatarReading } from './avatars/avatar-reading.service.js';
import { AvatarsController } from './avatars/avatars.controller.js';
import { AvatarsService } from './avatars/avatars.service.js';
import { PictureOfGroup } from './avatars/picture-of-group.js';
import { MessageAttachments } from './message-attachments.js';
import { PictureProcess } from './pictures/picture-process.js';
import { Pictures } from './pictures/pictures.js';
import { AttachmentReadingController } from './reading/attachment-reading.controller.js';
import { AttachmentReadingRepository } from './reading/attachment-reading.repository.js';
import { AttachmentReading } from './reading/attachment-reading.service.js';
import { GalleryService } from './reading/gallery.service.js';
import { StoredBytes } from './reading/stored-bytes.js';
import { FilesOfPersonRepository } from './files-of-person.repository.js';
import { FilesOfPerson } from './files-of-person.js';
import { FileKeeper } from './receiving/file-keeper.js';
import { FormFiles } from './receiving/form-files.js';
import { IncomingFiles } from './receiving/incoming-files.js';
import { OpenedFiles } from './receiving/opened-files.js';
import { UploadService } from './receiving/upload.service.js';
import { FileRemoval } from './removal/file-removal.js';
import { PurgeUnsent } from './removal/purge-unsent.js';
import { RemoveFiles } from './removal/remove-files.js';
import { StoredFile } from './stored-file.entity.js';
import { FileVolume } from './file-volume.js';
import { UnsentFiles } from './unsent-files.js';
import { UnsentFilesRepository } from './unsent-files.repository.js';

/** Files in messages, and the pictures of people and groups. See docs/files.md. */
@Module({
  imports: [
    TypeOrmModule.forFeature([StoredFile, Attachment]),
    FilesModule,
    MessagesModule,
    ConversationsModule,
    UsersModule,
  ],
  controllers: [AttachmentsController, AttachmentReadingController, AvatarsController],
  providers: [
    FileVolume,
    AttachmentsRepository,
    AttachmentsService,
    AttachmentShape,
    MessageAttachments,
    PictureProcess,
    Pictures,
    IncomingFiles,
    OpenedFiles,
    FormFiles,
    FileKeeper,
    UploadService,
    AttachmentReadingRepository,
    StoredBytes,
    AttachmentReading,
    GalleryService,
    FileRemoval,
    RemoveFiles,
    PurgeUnsent,
    AvatarFiles,
    AvatarsService,
    AvatarReadingRepository,
    AvatarReading,
    PictureOfGroup,
    UnsentFilesRepository,
    UnsentFiles,
    FilesOfPersonRepository,
    FilesOfPerson,
  ],
  exports: [AvatarFiles, FilesOfPerson, UnsentFiles, FileVolume],
})
export class AttachmentsModule {}
