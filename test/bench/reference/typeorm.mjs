import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { SnakeCaseNaming } from '../../../dist/src/core/database/naming.js';
import { Conversation } from '../../../dist/src/messages/conversations/conversation.entity.js';
import { ConversationMember } from '../../../dist/src/messages/members/conversation-member.entity.js';
import { Message } from '../../../dist/src/messages/message.entity.js';

const SECOND_MS = 1_000;

/** What a send costs the way most code bases write it: one transaction of entities for each message. */
export class TypeOrmReference {
  constructor(dataSource, pairs) {
    this.dataSource = dataSource;
    this.pairs = pairs;
  }

  static async prepare(url, pairs) {
    const dataSource = await new DataSource({
      type: 'postgres',
      url,
      entities: [Conversation, ConversationMember, Message],
      namingStrategy: new SnakeCaseNaming(),
      poolSize: 10,
    }).initialize();
    return new TypeOrmReference(dataSource, pairs);
  }

  /** Messages a second; it has no HTTP, no sockets and nobody to tell, which favours it. */
  async send(seconds) {
    const end = performance.now() + seconds * SECOND_MS;
    let sent = 0;
    await Promise.all(
      this.pairs.map(async ({ conversationId, userId }) => {
        for (let n = 0; performance.now() < end; n++) {
          await this.append(conversationId, userId, `message ${n} of the reference, about as long as people write`);
          sent++;
        }
      }),
    );
    return sent / seconds;
  }

  async append(conversationId, senderId, body) {
    await this.dataSource.transaction(async (manager) => {
      const conversation = await manager.findOneOrFail(Conversation, {
        where: { id: conversationId },
        lock: { mode: 'pessimistic_write' },
      });
      await manager.findOneByOrFail(ConversationMember, { conversationId, userId: senderId });
      conversation.lastSeq++;
      conversation.lastRev++;
      conversation.lastNonsystemSeq = conversation.lastSeq;
      conversation.lastMessageAt = new Date();
      const message = manager.create(Message, {
        conversationId,
        seq: conversation.lastSeq,
        rev: conversation.lastRev,
        senderId,
        clientId: randomUUID(),
        requestHash: Buffer.alloc(16),
        body,
        createdAt: conversation.lastMessageAt,
      });
      await manager.save(message);
      await manager.save(conversation);
    });
  }

  end() {
    return this.dataSource.destroy();
  }
}
