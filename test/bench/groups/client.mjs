import { ClientBrowser, slowDown } from '../client/browser.mjs';
import { furnish } from '../client/demo.mjs';
import { echo, firstVisit, switchTo } from '../client/visits.mjs';

const WARM_UPS = 3;
const SLOW_CPU = { cpu: 4 };

/** How soon the client shows what people do, and what it takes to open it. */
export const client = {
  name: 'client',
  rounds: 9,
  countsActs: true,
  figures: [
    {
      id: 'client-acts',
      title: 'Milliseconds until it is painted',
      unit: 'ms',
      rows: [
        { label: "one's own message, after the Enter key", measure: 'echo', target: { atMost: 50 } },
        { label: 'another conversation that was open before', measure: 'switch', target: { atMost: 100 } },
        { label: 'the message, CPU slowed down 4 times', measure: 'slow echo' },
        { label: 'the conversation, CPU slowed down 4 times', measure: 'slow switch' },
      ],
    },
    {
      id: 'client-start',
      title: 'Seconds until a conversation is there on a first visit: CPU slowed down 4 times, 10 Mb/s, 40 ms',
      unit: 's',
      rows: [
        { label: 'largest contentful paint', measure: 'largestPaint', target: { atMost: 2.5 } },
        { label: 'its newest message', measure: 'shown' },
      ],
    },
    {
      id: 'client-size',
      title: 'JavaScript that an open conversation fetches, as it is sent',
      unit: 'kB',
      rows: [{ label: 'all scripts', measure: 'scripts', target: { atMost: 270 } }],
    },
  ],

  async prepare() {
    const demo = await furnish();
    const browser = await ClientBrowser.open();
    const page = await browser.visitor(demo.url, demo.credentials);
    await page.goto(`/chats/${demo.direct.id}`);
    const acts = async (prefix = '') => ({
      [`${prefix}echo`]: await echo(page, demo.direct),
      [`${prefix}switch`]: await switchTo(page, demo.group),
      back: await switchTo(page, demo.direct),
    });
    const slowActs = async () => {
      await slowDown(page, SLOW_CPU);
      const taken = await acts('slow ');
      await slowDown(page, { cpu: 1 });
      return taken;
    };
    await firstVisit(browser, demo);
    for (let n = 0; n < WARM_UPS; n++) await acts();

    return {
      workloads: {
        'what people do': acts,
        'on a slow CPU': slowActs,
        'a first visit': () => firstVisit(browser, demo),
      },
      close: async () => {
        await browser.close();
        await demo.ground.close();
      },
    };
  },
};
