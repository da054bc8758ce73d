// The built server, with a way to fail as nobody foresaw: a SIGUSR2 throws where no one catches.
import { runProcess } from '../../dist/src/run-process.js';

await runProcess({
  prepare: async () => {
    process.stdout.write(`pid ${process.pid}\n`);
    process.on('SIGUSR2', () => {
      throw new Error('unforeseen');
    });
  },
});
