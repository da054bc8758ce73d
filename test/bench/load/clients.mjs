import { EchoClient } from './echo-client.mjs';
import { ParleyClient } from './parley-client.mjs';
import { inWaves } from './raw-socket.mjs';
import { SocketIoClient } from './socket-io-client.mjs';

const KINDS = { parley: ParleyClient, socketIo: SocketIoClient, echo: EchoClient };

/** Opens a socket for each of these people at a server of that kind. */
export function openClients({ kind, url, people }) {
  return inWaves(people, (person) => KINDS[kind].open(url, person));
}

/** Throws when a server refused something: such a run measured nothing. */
export function requireNoRefusals(clients) {
  const refusals = clients.flatMap((client) => client.refusals);
  if (refusals.length > 0) throw new Error(`${refusals.length} were refused, the first with ${refusals[0]}`);
}
