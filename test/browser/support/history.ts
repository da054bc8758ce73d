import type { Person } from './company.js';
import { withDatabase } from './database.js';

/** So many messages of one person at once, numbered from 0, as the product would have left them; sent, each would take its turn. */
export async function aHistory(conversationId: string, sender: Person, count: number): Promise<void> {
  await withDatabase(async (client) => {
    await client.query(
      `with written as (
         insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
         select id, last_seq + n, last_rev + n, $2, gen_random_uuid(), '',
           'Line ' || n - 1 || '. ' || repeat('More of it. ', (n - 1) * 7 % 23), now() - ($3 - n) * interval '1 ms'
         from conversations, generate_series(1, $3::int) n where id = $1
       ), not_unread as (
         update conversation_members set skipped = skipped + $3 where conversation_id = $1 and user_id = $2
       )
       update conversations set last_seq = last_seq + $3, last_rev = last_rev + $3,
         last_nonsystem_seq = last_seq + $3, last_message_at = now() where id = $1`,
      [conversationId, sender.id, count],
    );
    await client.query('select count_blocks($1)', [conversationId]);
  });
}
