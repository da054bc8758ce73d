import { describe, expect, it } from '@jest/globals';
import { violationsIn } from './history/checks.js';
import type { Send } from './history/recording.js';
import { observe } from './history/observe.js';

/** A short run is part of every test; `npm run test:consistency` makes it long. */
const SECONDS = Number(process.env.CONSISTENCY_SECONDS ?? 12);
const SEED = Number(process.env.CONSISTENCY_SEED ?? Date.now() % 1_000_000);
const IS_LONG = SECONDS > 60;
const FAULT_EVERY_MS = IS_LONG ? 8_000 : 2_500;
/** To begin, to come to rest and to read everything, beside the run itself. */
const AROUND_MS = 180_000 + SECONDS * 200;

describe('while nodes are killed and frozen, PostgreSQL is killed and the bus is cut', () => {
  it.each([1, 3])(
    'everybody sees the same history and nothing acknowledged is lost, with %d node(s)',
    async (nodes) => {
      const { recording, faults } = await observe({
        nodes,
        seconds: SECONDS,
        faultEveryMs: FAULT_EVERY_MS,
        seed: SEED,
      });

      const count = (wanted: Send['outcome']) => recording.sends.filter(({ outcome }) => outcome === wanted).length;
      const [sent, sentLater] = [count('acknowledged'), count('scheduled')];
      // eslint-disable-next-line no-console -- says which seed to repeat, and that enough happened to mean something
      console.info(
        `seed ${SEED}: ${sent} messages acknowledged, ${sentLater} sent later, ${recording.told.length} events, ${faults.length} faults`,
      );
      expect({ seed: SEED, faults, broken: violationsIn(recording).slice(0, 20) }).toMatchObject({ broken: [] });
      expect(sent).toBeGreaterThan(SECONDS);
      expect(sentLater).toBeGreaterThan(0);
    },
    SECONDS * 1_000 + AROUND_MS,
  );
});
