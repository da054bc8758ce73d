import { openSocket } from './raw-socket.mjs';

/** A peer of the bare servers: whatever comes back of what it sent is the acknowledgement. */
export class EchoClient {
  static async open(url, { conversationId }) {
    const client = new EchoClient(await openSocket(url));
    client.head = `{"type":"send","ref":1,"conversationId":"${conversationId}","clientId":"00000000-0000-4000-8000-000000000000","body":"`;
    client.socket.on('message', (frame) => client.onAck(frame));
    return client;
  }

  onAck = () => undefined;
  onMessage = () => undefined;
  refusals = [];

  constructor(socket) {
    this.socket = socket;
  }

  send(body) {
    this.socket.send(`${this.head}${body}"}`);
  }

  close() {
    this.socket.terminate();
  }
}
