import { Module } from '@nestjs/common';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { Broadcast } from './broadcast.js';
import { ClientFrames } from './client-frames.js';
import { ConnectionFrames } from './connection-frames.js';
import { Connections } from './connections.js';
import { Audiences } from './conversations/audiences.js';
import { ConversationDelivery } from './conversations/conversation-delivery.js';
import { ConversationHints } from './conversations/conversation-hints.js';
import { DeliveryTimes } from './conversations/delivery-times.js';
import { Hub } from './conversations/hub.js';
import { LostMemberships } from './conversations/lost-memberships.js';
import { Moves } from './conversations/moves.js';
import { MyDevices } from './conversations/my-devices.js';
import { SendHandler } from './conversations/send-handler.js';
import { TellingFailures } from './conversations/telling-failures.js';
import { EpochNews } from './epoch-news.js';
import { FrameHandler } from './client-frames.js';
import { RealtimeServer } from './realtime-server.js';
import { Resync } from './resync.js';
import { RevocationEnforcer } from './revocation-enforcer.js';
import { SocketAdmission } from './socket-admission.js';
import { Sureness } from './sureness.js';

/** The WebSocket side: one hub, its connections, and what ends them. */
@Module({
  imports: [ConversationsModule, MessagesModule],
  providers: [
    Connections,
    ClientFrames,
    Broadcast,
    Audiences,
    Sureness,
    ConversationDelivery,
    ConversationHints,
    DeliveryTimes,
    Hub,
    LostMemberships,
    MyDevices,
    Moves,
    TellingFailures,
    Resync,
    EpochNews,
    ConnectionFrames,
    FrameHandler,
    SendHandler,
    RevocationEnforcer,
    SocketAdmission,
    RealtimeServer,
  ],
  exports: [Connections, Sureness, ClientFrames, Broadcast, ConversationDelivery, ConversationHints],
})
export class RealtimeModule {}
