import { Global, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { APP_SETTINGS } from '../../config/settings.module.js';
import { Bus } from './bus.js';
import { BUS_TRANSPORT } from './bus-transport.token.js';
import type { BusTransport } from './bus-transport.js';
import { PostgresBus } from './postgres-bus.js';
import { RedisBus } from './redis-bus.js';

/** The bus between nodes, for every feature: Redis or Valkey when REDIS_URL names one, else PostgreSQL. */
@Global()
@Module({
  providers: [
    Bus,
    {
      provide: BUS_TRANSPORT,
      inject: [APP_SETTINGS],
      useFactory: ({ redisUrl, databaseUrl }: Settings): BusTransport =>
        redisUrl ? new RedisBus(redisUrl) : new PostgresBus(databaseUrl ?? ''),
    },
  ],
  exports: [Bus],
})
export class BusModule {}
