import { setTimeout as delay } from 'node:timers/promises';
import { Ground } from '../ground/ground.mjs';
import { Helper } from '../ground/helper.mjs';
import { makePeople } from '../ground/people.mjs';
import { probeHealth } from '../ground/probe.mjs';

const PEOPLE = 200;
const PER_SECOND = 20;
const AT_ONCE = 4;
const SECOND_MS = 1_000;
const PASSWORD = 'a password of the bench';

/** Passwords are slow to compare on purpose: everything else must not wait for them. */
export const signIn = {
  name: 'sign-in',
  figures: [
    {
      id: 'sign-in-rate',
      title: 'Sign-ins a second, as a share of comparing passwords with argon2 and nothing else',
      unit: '/s',
      rows: [{ label: 'sign-ins', measure: 'logins', reference: 'hashes', target: { atLeast: 0.8 } }],
    },
    {
      id: 'sign-in-delay',
      title: 'Milliseconds in which 99 of 100 answers to /health/live come',
      unit: 'ms',
      rows: [
        { label: 'while 20 sign in each second', measure: 'busyP99', target: { atMost: 20 } },
        { label: 'while nobody does', measure: 'idleP99' },
      ],
    },
  ],
  measures: { hashes: 'argon2 alone, as many at once as cores' },

  async prepare({ seconds }) {
    const ground = await Ground.prepare();
    const argon2 = await Helper.start('test/bench/reference/argon2.mjs');
    const hashed = await argon2.ask('hash', { password: PASSWORD });
    const people = await makePeople(ground, PEOPLE, { password: hashed });
    const { parley, load } = ground;
    const request = ({ username }) => ({
      path: '/api/v1/auth/login',
      body: JSON.stringify({ login: username, password: PASSWORD }),
    });

    return {
      workloads: {
        'argon2 alone': async () => ({
          hashes: await argon2.ask('verifyFor', { password: PASSWORD, hashed, seconds }),
        }),
        'sign-ins': async () => {
          const requests = people.slice(0, AT_ONCE).map((person) => request(person));
          return { logins: (await load.ask('repeat', { port: parley.port, requests, seconds })).perSecond };
        },
        'nobody signs in': async () => {
          const probe = await probeHealth(parley.port);
          await delay(seconds * SECOND_MS);
          return { idleP99: await probe.end() };
        },
        '20 sign-ins a second': async () => {
          const probe = await probeHealth(parley.port);
          const requests = people.map((person) => request(person));
          await load.ask('askAtRate', { port: parley.port, requests, perSecond: PER_SECOND, seconds });
          return { busyP99: await probe.end() };
        },
      },
      async close() {
        await argon2.stop();
        await ground.close();
      },
    };
  },
};
