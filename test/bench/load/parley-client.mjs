import { randomUUID } from 'node:crypto';
import { typeOf } from './frames.mjs';
import { openSocket } from './raw-socket.mjs';

/** A person at Parley's socket. `onAck`, `onMessage` and `onRefusal` are called with the frame. */
export class ParleyClient {
  static async open(url, { token, conversationId }) {
    const client = new ParleyClient(await openSocket(url), conversationId);
    client.socket.send(JSON.stringify({ type: 'hello', token }));
    await new Promise((resolve, reject) => {
      client.socket.once('message', resolve);
      client.socket.once('close', (code) => reject(new Error(`Closed with ${code} instead of a welcome.`)));
    });
    client.socket.on('message', (frame) => client.hear(frame));
    return client;
  }

  onAck = () => undefined;
  onMessage = () => undefined;
  onRefusal = (frame) => this.refusals.push(frame.toString());
  refusals = [];

  constructor(socket, conversationId) {
    this.socket = socket;
    this.stream = socket._socket;
    this.head = `{"type":"send","ref":1,"conversationId":"${conversationId}","clientId":"`;
  }

  send(body) {
    this.socket.send(`${this.head}${randomUUID()}","body":"${body}"}`);
  }

  /** The same text several times, in as few packets as the socket below makes of it. */
  sendAtOnce(body, times) {
    this.stream.cork();
    for (let n = 0; n < times; n++) this.send(body);
    this.stream.uncork();
  }

  close() {
    this.socket.terminate();
  }

  hear(frame) {
    switch (typeOf(frame)) {
      case 'ack':
        return this.onAck(frame);
      case 'message.created':
        return this.onMessage(frame);
      case 'error':
        return this.onRefusal(frame);
    }
  }
}
