// Runs a durable PostgreSQL in the folder it is given until it is told to end, and starts it again when it dies. A process
// of its own: Jest's realms are not those in which the file system's errors are made.
import { Logger } from '@nestjs/common';
import { EmbeddedPostgres } from '../../../dist/src/core/database/embedded/embedded-postgres.js';

Logger.overrideLogger(false);
const postgres = await EmbeddedPostgres.start(process.argv[2], 'durable');
process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
console.info(postgres.databaseUrl);
