import { admin } from './groups/admin.mjs';
import { client } from './groups/client.mjs';
import { cost } from './groups/cost.mjs';
import { cpu } from './groups/cpu.mjs';
import { files } from './groups/files.mjs';
import { latency } from './groups/latency.mjs';
import { memory } from './groups/memory.mjs';
import { pages } from './groups/pages.mjs';
import { overload } from './groups/overload.mjs';
import { comeback } from './groups/return.mjs';
import { reads } from './groups/reads.mjs';
import { search } from './groups/search.mjs';
import { sends } from './groups/sends.mjs';
import { signIn } from './groups/sign-in.mjs';

/** Every group of figures, in the order in which they are measured; a word on the command line names one. */
export const groups = [
  sends,
  latency,
  cpu,
  memory,
  cost,
  pages,
  reads,
  search,
  admin,
  signIn,
  overload,
  comeback,
  files,
  client,
];
