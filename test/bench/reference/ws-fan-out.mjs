// A bare socket server: whatever comes goes to everybody.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { listening } from '../ground/answering.mjs';

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('error', () => undefined);
  socket.on('message', (frame) => {
    for (const other of server.clients) other.send(frame, { binary: false });
  });
});
await listening(http);
