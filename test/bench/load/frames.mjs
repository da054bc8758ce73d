const QUOTE = 0x22;
const [ZERO, NINE] = [0x30, 0x39];
const SEQ = '"seq":';

/** The number behind `"seq":` in a frame, without parsing the rest. */
export function seqIn(frame) {
  return numberAt(frame, frame.indexOf(SEQ) + SEQ.length);
}

/** The number behind the first `#`, which only the bodies of `pace` hold. */
export function markIn(frame) {
  return numberAt(frame, frame.indexOf('#') + 1);
}

/** The first letters of the type of a frame that begins `{"type":"`. */
export function typeOf(frame) {
  return frame.latin1Slice(9, frame.indexOf(QUOTE, 9));
}

function numberAt(frame, start) {
  let number = 0;
  for (let at = start; frame[at] >= ZERO && frame[at] <= NINE; at++) number = number * 10 + frame[at] - ZERO;
  return number;
}
