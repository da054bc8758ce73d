// A bare socket server: whatever comes goes back to where it came from. No JSON, no people, no database.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { listening } from '../ground/answering.mjs';

const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('error', () => undefined);
  socket.on('message', (frame) => socket.send(frame, { binary: false }));
});
await listening(http);
