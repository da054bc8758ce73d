import { metText, spread, targetText } from './numbers.mjs';

const WIDTH = 100;

/** Tells what goes on, on a line that the next one replaces. */
export function tell(what) {
  if (process.stdout.isTTY) process.stdout.write(`\r${what.padEnd(WIDTH)}`);
}

/** Prints what a group measured: medians, and in brackets the lowest and highest round. */
export function printGroup(name, figures, load) {
  tell('');
  console.log(`\n── ${name}`);
  for (const { title, unit, rows } of figures) {
    console.log(`\n${title}`);
    for (const row of rows) printRow(row, row.unit ?? unit);
  }
  if (load) console.log(`\nthe load used ${Math.round(Math.max(...load) * 100)} % of a core at most`);
}

function printRow(row, unit) {
  const { label, value, reference, ratio, missing, target } = row;
  const verdict = target ? `target ${targetText(target)} ${metText(row)}` : '';
  if (!value) return console.log(`  ${label}: missing here`);
  console.log(`  ${label.padEnd(40)} ${spread(value)} ${unit}${reference ? '' : `  ${verdict}`}`);
  if (reference) {
    console.log(`  ${` ÷ ${reference.label}`.padEnd(40)} ${spread(reference)} ${unit}`);
    console.log(`  ${' ratio'.padEnd(40)} ${spread(ratio)}  ${verdict}`);
  } else if (missing) {
    console.log(`   ÷ ${missing}: missing here (pgbench is not on PATH; Debian: postgresql-contrib)`);
  }
}
