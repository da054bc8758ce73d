import { openSocket } from './raw-socket.mjs';

const [TWO, FOUR, ZERO, THREE] = [0x32, 0x34, 0x30, 0x33];

/**
 * A person at the Socket.IO server, speaking its protocol on a bare socket: its own client would cost the load more than
 * Parley's does, and the cores are shared. Packets are 0 open, 40 welcome, 42 event, 43 acknowledgement, 2 ping.
 */
export class SocketIoClient {
  static async open(url, { conversationId, userId }) {
    const client = new SocketIoClient(await openSocket(`${url}/socket.io/?EIO=4&transport=websocket`));
    client.socket.send(`40${JSON.stringify({ conversationId, userId })}`);
    await new Promise((resolve) => {
      client.socket.on('message', (packet) => {
        if (packet[0] === FOUR && packet[1] === ZERO) resolve();
        else client.hear(packet);
      });
    });
    return client;
  }

  onAck = () => undefined;
  onMessage = () => undefined;
  refusals = [];

  constructor(socket) {
    this.socket = socket;
  }

  send(body) {
    this.socket.send(`421["send",{"body":"${body}"}]`);
  }

  close() {
    this.socket.terminate();
  }

  hear(packet) {
    if (packet[0] === TWO) this.socket.send('3');
    else if (packet[1] === TWO) this.onMessage(packet);
    else if (packet[1] === THREE) this.onAck(packet);
  }
}
