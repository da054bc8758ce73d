import sharp from 'sharp';
import type { DemoFile } from './demo-company.js';
import { fanSound } from './demo-sound.js';

/** What the demonstration uploads. */
export interface DrawnFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  /** What its uploader says of it, where it is heard. */
  readonly sound?: { readonly durationMs: number; readonly preview: string };
}

/** A gauge at a river in the morning. */
const RIVER = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1067" viewBox="0 0 1600 1067">
  <defs>
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#f6c99b"/><stop offset="1" stop-color="#f4e9dc"/></linearGradient>
    <linearGradient id="water" x2="0" y2="1"><stop stop-color="#8fb4bf"/><stop offset="1" stop-color="#2e5d73"/></linearGradient>
  </defs>
  <rect width="1600" height="1067" fill="url(#sky)"/>
  <circle cx="1120" cy="330" r="74" fill="#fff2d8"/>
  <path d="M0 520 Q260 380 560 500 T1120 440 T1600 520 V700 H0Z" fill="#7d9a86"/>
  <path d="M0 600 Q380 480 760 590 T1600 570 V720 H0Z" fill="#5a7a66"/>
  <path d="M0 690 Q800 610 1600 690 V1067 H0Z" fill="url(#water)"/>
  <g stroke="#cfe3e6" stroke-width="5" opacity=".6"><path d="M120 800h260M520 860h340M980 790h220M1180 930h300M240 970h360"/></g>
  <path d="M1240 560h26v420h-26z" fill="#e9e4d8"/>
  <g fill="#b3261e"><path d="M1240 600h26v24h-26zM1240 660h26v24h-26zM1240 720h26v24h-26zM1240 780h26v24h-26z"/></g>
  <path d="M1170 470h160a22 22 0 0 1 22 22v84a22 22 0 0 1-22 22h-160a22 22 0 0 1-22-22v-84a22 22 0 0 1 22-22z" fill="#26404d"/>
  <circle cx="1200" cy="534" r="14" fill="#5bd075"/>
</svg>`;

/** A housing and its lid on a bench. */
const BENCH = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200" viewBox="0 0 1200 1200">
  <rect width="1200" height="1200" fill="#d8c7ae"/>
  <path d="M0 820h1200v380H0z" fill="#a8865c"/>
  <path d="M0 820h1200v22H0z" fill="#8d6d47"/>
  <rect x="180" y="420" width="440" height="400" rx="46" fill="#26404d"/>
  <rect x="230" y="470" width="340" height="300" rx="24" fill="#1b2f39"/>
  <rect x="290" y="540" width="220" height="150" rx="10" fill="#2f7d4f"/>
  <g fill="#d7b45a"><circle cx="330" cy="580" r="12"/><circle cx="330" cy="650" r="12"/><circle cx="470" cy="580" r="12"/></g>
  <rect x="700" y="760" width="380" height="60" rx="20" fill="#2d4c5b"/>
</svg>`;

const TABLE = `gauge,staff_mm,reading_mm,difference_mm
1,1204,1204,0
2,1198,1199,1
3,1187,1187,0
4,1190,1192,2
5,1176,1176,0
6,1169,1170,1
`;

/** The bytes of a file of the demonstration. */
export async function drawn({ kind }: DemoFile): Promise<DrawnFile> {
  if (kind === 'table') return { bytes: Buffer.from(TABLE), mediaType: 'text/csv' };
  if (kind === 'fan') {
    const { bytes, durationMs, waveform } = fanSound();
    return { bytes, mediaType: 'audio/wav', sound: { durationMs, preview: waveform } };
  }
  return photo(kind);
}

/** One of the photos. */
export async function photo(of: 'river' | 'bench'): Promise<DrawnFile> {
  const svg = Buffer.from(of === 'river' ? RIVER : BENCH);
  return { bytes: await sharp(svg).jpeg({ quality: 86 }).toBuffer(), mediaType: 'image/jpeg' };
}
