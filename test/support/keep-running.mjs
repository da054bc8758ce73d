// What `npm start` does once everything is built, with a server that can be made to crash.
import { serve } from '../../scripts/serve.mjs';

await serve(['test/support/crashing-server.mjs'], { firstRestartAfter: 50 });
