import { arrivals, echo, growth, switchTo, typing } from '../client/acts.mjs';
import { ClientBrowser, slowDown } from '../client/browser.mjs';
import { furnish } from '../client/demo.mjs';
import { FIGURES } from '../client/figures.mjs';
import { scrollUp } from '../client/scrolling.mjs';
import { firstVisit, heaviestChunk, laterVisit, newestShown, untilKept } from '../client/visits.mjs';

const WARM_UPS = 3;
const SLOW_CPU = { cpu: 4 };

/** How soon the client shows what people do, and what it takes to open it. */
export const client = {
  name: 'client',
  rounds: 9,
  countsActs: true,
  figures: FIGURES,

  async prepare({ tell }) {
    const demo = await furnish();
    const browser = await ClientBrowser.open();
    const page = await browser.visitor(demo.url, demo.reader);
    await page.goto(`/chats/${demo.direct.id}`);
    const other = await browser.visitor(demo.url, demo.writer);
    await other.goto(`/chats/${demo.direct.id}`);
    const acts = async (prefix = '') => ({
      [`${prefix}echo`]: await echo(page, demo.direct),
      [`${prefix}typing`]: await typing(page),
      [`${prefix}switch`]: await switchTo(page, demo.group),
      back: await switchTo(page, demo.direct),
    });
    const slowly = async (act) => {
      await slowDown(page, SLOW_CPU);
      const taken = await act();
      await slowDown(page, { cpu: 1 });
      return taken;
    };
    tell('waiting for the service worker');
    await untilKept(page);
    await firstVisit(browser, demo, 'conversation');
    for (let n = 0; n < WARM_UPS; n++) await acts();

    return {
      workloads: {
        'what people do': acts,
        'on a slow CPU': () => slowly(() => acts('slow ')),
        'from one to the other': async () => ({ arrival: await arrivals(other, page, demo.direct) }),
        'a first visit': () => newestShown(browser, demo),
        'a first visit of a conversation': () => firstVisit(browser, demo, 'conversation'),
        'a first visit of the sign-in page': () => firstVisit(browser, demo, 'login'),
        'a first visit of the list of people': () => firstVisit(browser, demo, 'people'),
        'a first visit of the overview': () => firstVisit(browser, demo, 'overview'),
        'a later visit': () => laterVisit(page, demo),
        'the heaviest chunk': heaviestChunk,
        'going to and fro': async () => ({ growth: await growth(page, demo.direct, demo.group) }),
        'years of messages': () => scrollUp(other, demo.years),
        'back to the conversation': () => other.goto(`/chats/${demo.direct.id}`).then(() => ({})),
      },
      close: async () => {
        await browser.close();
        await demo.ground.close();
      },
    };
  },
};
