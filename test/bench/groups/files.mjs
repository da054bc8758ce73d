import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Ground } from '../ground/ground.mjs';
import { Helper } from '../ground/helper.mjs';
import { makePeople } from '../ground/people.mjs';
import { cpuSeconds, cpuSecondsOfChildren, residentBytes } from '../ground/process-use.mjs';

const MB = 1024 * 1024;
const LARGE = 100 * MB;
const AT_ONCE = 3;
const PICTURES = 5;
const LOOK_EVERY_MS = 20;
const MILLISECONDS = 1_000;

/** How fast files come and go, what pictures cost, and what a server has left for others meanwhile. */
export const files = {
  name: 'files',
  countsActs: true,
  figures: [
    {
      id: 'files-transfer',
      title: 'MB a second of a file of 100 MB, as a share of a bare Node stream to the disk and from it',
      unit: 'MB/s',
      rows: [
        { label: 'upload', measure: 'upload', reference: 'bareUpload', target: { atLeast: 0.7 } },
        { label: 'download', measure: 'download', reference: 'bareDownload', target: { atLeast: 0.7 } },
      ],
    },
    {
      id: 'files-picture',
      title: 'CPU of the smaller pictures of a photo of 12 megapixels, as a multiple of sharp alone',
      unit: 'ms',
      rows: [{ label: 'three sizes and a preview', measure: 'picture', reference: 'sharp', target: { atMost: 1.1 } }],
    },
    {
      id: 'files-at-once',
      title: 'The server while three files of 100 MB come at once',
      unit: '',
      rows: [
        { label: 'memory that it grows by, MB', measure: 'growth', target: { atMost: 100 } },
        { label: 'the longest wait for an answer to others, ms', measure: 'held', target: { atMost: 100 } },
      ],
    },
  ],
  measures: { bareUpload: 'bare Node', bareDownload: 'bare Node', sharp: 'sharp alone' },

  async prepare() {
    const ground = await Ground.prepare();
    const { parley, load } = ground;
    const [person] = await makePeople(ground, 1);
    await ground.sql(`insert into settings (key, value, updated_at) values ('quotaBytes', $1, now())`, [
      JSON.stringify(1_000_000 * MB),
    ]);
    const [bare, drawing] = await Promise.all(
      ['bare-files', 'bare-pictures'].map((name) => Helper.start(`test/bench/reference/${name}.mjs`)),
    );
    const photo = join(ground.folder, 'photo.jpg');
    writeFileSync(photo, await drawnPhoto());
    const jpeg = new Blob([readFileSync(photo)], { type: 'image/jpeg' });
    const path = '/api/v1/attachments';
    const signedIn = () => ({ port: parley.port, token: parley.tokenOf(person) });
    const drop = async (id) => {
      const { port, token } = signedIn();
      await fetch(`http://127.0.0.1:${port}${path}/${id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
      });
    };
    const uploadLarge = async (count) => {
      const sent = { ...signedIn(), path, bytes: LARGE, isForm: true, count };
      const { seconds, answers } = await load.ask('upload', sent);
      return { perSecond: LARGE / MB / seconds, ids: answers.map((answer) => JSON.parse(answer).id) };
    };

    const transfer = async () => {
      const { perSecond: upload, ids } = await uploadLarge(1);
      const { seconds } = await load.ask('download', { ...signedIn(), path: `${path}/${ids[0]}/content` });
      await drop(ids[0]);
      return { upload, download: LARGE / MB / seconds };
    };
    const bareTransfer = async () => {
      const { port } = bare.told;
      const { seconds: there } = await load.ask('upload', { port, path: '/', bytes: LARGE });
      const { seconds: back } = await load.ask('download', { port, path: '/' });
      return { bareUpload: LARGE / MB / there, bareDownload: LARGE / MB / back };
    };
    const milliseconds = async (cpu, work) => {
      await work();
      const before = cpu();
      for (let n = 0; n < PICTURES; n++) await work();
      return ((cpu() - before) * MILLISECONDS) / PICTURES;
    };
    const pictures = async () => ({
      picture: await milliseconds(
        () => cpuSecondsOfChildren(parley.pid),
        async () => drop(await uploadPhoto(`http://127.0.0.1:${parley.port}${path}`, signedIn(), jpeg)),
      ),
    });
    const barePictures = async () => ({
      sharp: await milliseconds(
        () => cpuSeconds(drawing.pid),
        () => drawing.ask('draw', { path: photo }),
      ),
    });
    const atOnce = async () => {
      await parley.settle();
      const before = residentBytes(parley.pid);
      const watched = watch(parley);
      const { ids } = await uploadLarge(AT_ONCE);
      const { most, held } = await watched.end();
      for (const id of ids) await drop(id);
      return { growth: (most - before) / MB, held };
    };

    await transfer();
    return {
      workloads: {
        'bare transfer': bareTransfer,
        transfer,
        'sharp alone': barePictures,
        pictures,
        'three at once': atOnce,
      },
      async close() {
        for (const helper of [bare, drawing]) await helper.stop();
        await ground.close();
      },
    };
  },
};

/** The most memory that the server has, and the longest that anybody else waits for an answer of it. */
function watch(parley) {
  let [most, held, isOver] = [0, 0, false];
  const looking = (async () => {
    while (!isOver) {
      most = Math.max(most, residentBytes(parley.pid) ?? 0);
      const start = performance.now();
      await (await fetch(`http://127.0.0.1:${parley.port}/health/live`)).text();
      held = Math.max(held, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  return {
    async end() {
      isOver = true;
      await looking;
      return { most, held };
    },
  };
}

async function uploadPhoto(url, { token }, photo) {
  const body = new FormData();
  body.append('file', photo, 'photo.jpg');
  const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
  const { id, code } = await response.json();
  if (response.status !== 201) throw new Error(`A photo was answered ${response.status} ${code}.`);
  return id;
}

/** With as much in it as a photo has. */
async function drawnPhoto() {
  const noise = { type: 'gaussian', mean: 128, sigma: 24 };
  const [width, height] = [4_000, 3_000];
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .blur(2)
    .jpeg({ quality: 88 })
    .toBuffer();
}
