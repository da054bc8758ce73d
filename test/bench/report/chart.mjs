import { judgedPart, metText, short, targetText } from './numbers.mjs';

const [WIDTH, LEFT, RIGHT, ROW, BAR, TOP] = [720, 16, 96, 52, 14, 52];
const SPACE = WIDTH - LEFT - RIGHT;

/** Colours that can be told apart on white and on black; the system says which of them the reader sees. */
const STYLE = `
  text { font: 14px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; }
  .small { font-size: 12px; fill: #57606a; }
  .bar { fill: #0b6bcb; }
  .missed { fill: #b35900; }
  .rail { fill: #d0d7de; }
  .target { stroke: #1f2328; stroke-width: 2; stroke-dasharray: 4 3; }
  .spread { stroke: #1f2328; stroke-width: 1.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .small { fill: #9198a1; }
    .bar { fill: #58a6ff; }
    .missed { fill: #f0a04b; }
    .rail { fill: #30363d; }
    .target, .spread { stroke: #e6edf3; }
  }`;

/** One figure as a drawing: a bar for each row with its spread, and a dashed line where its target lies. */
export function chart({ title, unit, rows }) {
  const height = TOP + rows.length * ROW + 8;
  const text = rows.map((row) => `${row.label}: ${valueText(row, unit)}`).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${escape(title)}</title>
<desc id="desc">${escape(text)}.</desc>
<style>${STYLE}
</style>
<text class="title" x="${LEFT}" y="24">${escape(title)}</text>
${rows.map((row, n) => rowDrawing(row, n, { rows, unit })).join('\n')}
</svg>
`;
}

function rowDrawing(row, n, { rows, unit }) {
  const top = TOP + n * ROW;
  const part = judgedPart(row);
  const label = `<text x="${LEFT}" y="${top + 12}">${escape(row.label)} <tspan class="small">${escape(besideText(row))}</tspan></text>`;
  const value = `<text x="${WIDTH - RIGHT + 10}" y="${top + 31}">${escape(part ? short(part.median) : 'missing')}<tspan class="small">${part && !row.ratio ? ` ${escape(row.unit ?? unit ?? '')}` : ''}</tspan></text>`;
  const rail = `<rect class="rail" x="${LEFT}" y="${top + 20}" width="${SPACE}" height="${BAR}" rx="3"/>`;
  if (!part) return [label, rail, value].join('\n');
  const at = (number) => (LEFT + (number / end(row, rows)) * SPACE).toFixed(1);
  const width = (at(part.median) - LEFT).toFixed(1);
  const middle = top + 20 + BAR / 2;
  return [
    label,
    rail,
    `<rect class="bar${row.isMet === false ? ' missed' : ''}" x="${LEFT}" y="${top + 20}" width="${width}" height="${BAR}" rx="3"/>`,
    `<line class="spread" x1="${at(part.lowest)}" x2="${at(part.highest)}" y1="${middle}" y2="${middle}"/>`,
    ...(row.target ? [targetLine(at(targetOf(row)), top)] : []),
    value,
  ].join('\n');
}

function targetLine(x, top) {
  return `<line class="target" x1="${x}" x2="${x}" y1="${top + 16}" y2="${top + 24 + BAR}"/>`;
}

/** Rows of one unit share a scale; one that stands for itself has its own. */
function end(row, rows) {
  const alike = row.unit ? [row] : rows.filter((other) => !other.unit && Boolean(other.ratio) === Boolean(row.ratio));
  const numbers = alike.flatMap((other) => [judgedPart(other)?.highest ?? 0, targetOf(other)]);
  return Math.max(...numbers) * 1.05 || 1;
}

function targetOf({ target }) {
  return target ? (target.atLeast ?? target.atMost) : 0;
}

function besideText(row) {
  const beside = row.reference ? `÷ ${row.reference.label}` : '';
  const target = row.target ? `target ${targetText(row.target)}, ${metText(row) || 'unknown'}` : '';
  return [beside, target].filter(Boolean).join(' · ');
}

function valueText(row, unit) {
  const part = judgedPart(row);
  const number = part ? `${short(part.median)}${row.ratio ? '' : ` ${row.unit ?? unit}`}` : 'missing';
  return `${number} ${besideText(row)}`.trim();
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
