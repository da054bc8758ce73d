// Takes out of a picture what its camera or its editor wrote into it (where it was taken, by whom, with what) and leaves
// every pixel as it was. Colour profiles, animation and orientation stay.

const ORIENTATION = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');

/** APP1 (EXIF, XMP), APP13 (IPTC), comments and what follows the end go; the orientation is written anew. */
function stripJpeg(bytes, orientation) {
  const kept = [bytes.subarray(0, 2)];
  if (orientation > 1) {
    const exif = Buffer.from(ORIENTATION);
    exif.writeUInt16BE(orientation, 28);
    kept.push(exif);
  }
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) throw new Error('not a JPEG');
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda) return Buffer.concat([...kept, bytes.subarray(at, endOfScans(bytes, at + length))]);
    const isMultiPicture = marker === 0xe2 && bytes.toString('latin1', at + 4, at + 8) === 'MPF\0';
    if (![0xe1, 0xed, 0xfe].includes(marker) && !isMultiPicture) kept.push(bytes.subarray(at, at + length));
    at += length;
  }
  throw new Error('truncated');
}

/** Behind the marker that ends the picture; other markers among the scans are passed over. */
function endOfScans(bytes, start) {
  for (let at = bytes.indexOf(0xff, start); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return at + 2;
  }
  return bytes.length;
}

const PNG_CHUNKS = new Set(
  ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD', 'cICP'].concat([
    'acTL',
    'fcTL',
    'fdAT',
  ]),
);

function stripPng(bytes) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (PNG_CHUNKS.has(type)) kept.push(bytes.subarray(at, at + length));
    at += length;
    if (type === 'IEND') break;
  }
  return Buffer.concat(kept);
}

function stripWebp(bytes) {
  const kept = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = 8 + bytes.readUInt32LE(at + 4);
    const end = at + length + (length & 1);
    let chunk = bytes.subarray(at, end);
    if (type === 'VP8X') {
      // Its flags say which chunks follow.
      chunk = Buffer.from(chunk);
      chunk[8] &= ~0x0c;
    }
    if (type !== 'EXIF' && type !== 'XMP ') kept.push(chunk);
    at = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [COMMENT, APPLICATION] = [0xfe, 0xff];
const LOOPS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** Comments and what applications added go, but for how often it loops. */
function stripGif(bytes) {
  const kept = [];
  let at = 13 + colourTable(bytes[10]);
  kept.push(bytes.subarray(0, at));
  while (at < bytes.length && bytes[at] !== TRAILER) {
    const start = at;
    if (bytes[at] === IMAGE) at = endOfBlocks(bytes, at + 11 + colourTable(bytes[at + 9]));
    else if (bytes[at] === EXTENSION) at = endOfBlocks(bytes, at + 2);
    else throw new Error('not a GIF');
    const label = bytes[start] === EXTENSION ? bytes[start + 1] : undefined;
    const isOther = label === APPLICATION && !LOOPS.has(bytes.toString('latin1', start + 3, start + 14));
    if (label !== COMMENT && !isOther) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat([...kept, Buffer.from([TRAILER])]);
}

function colourTable(flags) {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfBlocks(bytes, start) {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at] + 1;
  return at + 1;
}

const STRIPPERS = { jpeg: stripJpeg, png: stripPng, webp: stripWebp, gif: stripGif };

/** The picture without its metadata; undefined for a format (of sharp's) from which it can only be taken by drawing it anew. */
export function withoutMetadata(bytes, format, orientation = 1) {
  return STRIPPERS[format]?.(bytes, orientation);
}
