import { openClients } from './clients.mjs';

let held = [];

/** Opens sockets that then do nothing. */
export async function hold(options) {
  held.push(...(await openClients(options)));
  return held.length;
}

/** Closes those that are held. */
export async function release() {
  for (const client of held) client.close();
  held = [];
}
