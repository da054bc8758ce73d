// The process that makes the load. It knows nothing of the database and parses no more than it must.
import { answering } from '../ground/answering.mjs';
import { answerOneByOne } from './answer-one-by-one.mjs';
import { askAtRate } from './ask-at-rate.mjs';
import { catchUp } from './catch-up.mjs';
import { exchange } from './exchange.mjs';
import { flood } from './flood.mjs';
import { hold, release } from './hold.mjs';
import { pace } from './pace.mjs';
import { repeat } from './repeat.mjs';

import { spread } from './spread.mjs';
import { timesOf } from './times-of.mjs';
import { download, upload } from './transfer-files.mjs';

answering({
  askAtRate,
  exchange,
  pace,
  repeat,
  spread,
  hold,
  release,
  flood,
  catchUp,
  answerOneByOne,
  timesOf,
  upload,
  download,
});
