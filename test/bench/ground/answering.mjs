/** The other end of a Helper: does the jobs that it is asked for, and ends with the bench. */
export function answering(jobs, told) {
  process.on('message', async ({ id, job, options }) => {
    try {
      process.send({ id, answer: await jobs[job](options) });
    } catch (error) {
      process.send({ id, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ id: 'ready', answer: told });
}

/** For a server: says on which port it listens. */
export async function listening(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', 4096, resolve));
  answering({}, { port: server.address().port });
}
