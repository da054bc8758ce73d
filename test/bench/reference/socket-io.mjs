// What a messenger on Socket.IO and PostgreSQL looks like in most tutorials: one INSERT for each message on a pool, then
// the room is told. Nobody signs in, nothing is checked, a retry makes a second message.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { Server } from 'socket.io';
import { listening } from '../ground/answering.mjs';

const POOL = 20;
const [, , databaseUrl] = process.argv;

const INSERT = {
  name: 'insert',
  text: `insert into socket_io_messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
    values ($1, nextval('socket_io_seq'), 1, $2, $3, '\\x00112233445566778899aabbccddeeff', $4, now())
    returning seq, created_at as "createdAt"`,
};

const pool = new Pool({ connectionString: databaseUrl, max: POOL });
await pool.query(`create table if not exists socket_io_messages (like messages including all)`);
await pool.query(`create sequence if not exists socket_io_seq`);

const http = createServer();
new Server(http, { transports: ['websocket'], perMessageDeflate: false }).on('connection', (socket) => {
  const { conversationId, userId } = socket.handshake.auth;
  void socket.join(conversationId);
  socket.on('send', async ({ body }, acknowledge) => {
    const clientId = randomUUID();
    const { rows } = await pool.query({ ...INSERT, values: [conversationId, userId, clientId, body] });
    const [{ seq, createdAt }] = rows;
    const message = { conversationId, seq: Number(seq), clientId, sender: userId, body, createdAt };
    socket.to(conversationId).emit('message', message);
    acknowledge(message);
  });
});
await listening(http);
