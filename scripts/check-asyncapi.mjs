// Says what is wrong with asyncapi.yaml; exit code 1 when something is.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const ERROR = 0;
const { document, diagnostics } = await new Parser().parse(readFileSync('asyncapi.yaml', 'utf8'));
const errors = diagnostics.filter(({ severity }) => severity === ERROR);
for (const { path, message, range } of errors)
  console.log(`asyncapi.yaml:${range.start.line + 1} ${path.join('/')}: ${message}`);
process.exitCode = document && errors.length === 0 ? 0 : 1;
