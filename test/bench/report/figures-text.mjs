import { judgedPart, metText, short, spread, targetText } from './numbers.mjs';

/** The figures as a part of docs/performance.md: for each a chart, and a table with everything that was measured. */
export function figuresText({ machine, groups }) {
  const { cores, memoryGigabytes, platform, node } = machine;
  const intro = `On ${cores} cores that the server, PostgreSQL and the load share, ${memoryGigabytes} GB, ${platform}, Node.js ${node}.`;
  return [intro, ...Object.entries(groups).map(groupText)].join('\n\n');
}

function groupText([name, { measuredAt, rounds, seconds, figures }]) {
  const title = `### \`${name}\`\n\n${measuredAt}, ${rounds} rounds${seconds ? ` of ${seconds} s` : ''}.`;
  return [title, ...figures.map(figureText)].join('\n\n');
}

function figureText({ id, title, unit, rows }) {
  const lines = rows.map((row) => {
    const { label, value, reference, ratio } = row;
    const measured = value ? `${spread(value)} ${row.unit ?? unit}` : 'missing here';
    const beside = reference ? `${reference.label}: ${short(reference.median)}` : '';
    return `| ${[label, measured, beside, reference ? spread(ratio) : '', targetText(row.target), metText(row)].join(' | ')} |`;
  });
  return [
    `**${title}**`,
    `![${title}: ${rows.map(told).join('; ')}.](bench/${id}.svg)`,
    `| | measured | beside | ratio | target | |\n| - | - | - | - | - | - |\n${lines.join('\n')}`,
  ].join('\n\n');
}

function told(row) {
  const part = judgedPart(row);
  return `${row.label} ${part ? short(part.median) : 'missing'}${row.target ? `, target ${targetText(row.target)}` : ''}`;
}
