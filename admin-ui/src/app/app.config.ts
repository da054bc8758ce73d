import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, DOCUMENT, inject, isDevMode, provideAppInitializer } from '@angular/core';
import { provideRouter, TitleStrategy, withComponentInputBinding } from '@angular/router';
import { provideServiceWorker } from '@angular/service-worker';
import { askIdentity } from './account/proof/ask-identity';
import { provideApiConfiguration } from './api/api-configuration';
import { prefetchMessenger, routes } from './app.routes';
import { authInterceptor } from './core/auth.interceptor';
import { guardComposition } from './core/composition';
import { keepFocus } from './core/focus-keeper';
import { InstallPrompt } from './core/install-prompt';
import { outlivingInterceptor } from './core/outliving.interceptor';
import { PageTitle } from './core/page-title';
import { patienceInterceptor } from './core/patience.interceptor';
import { serverClockInterceptor } from './core/server-clock';
import { wasSignedIn } from './core/session-hint';
import { ASK_IDENTITY } from './core/proof/identity-check';
import { proofInterceptor } from './core/proof/proof.interceptor';
import { Startup } from './core/startup';
import { Accent } from './core/accent';
import { Look } from './core/look';
import { Theme } from './core/theme';
import { Words } from './core/words/loading';
import { provideWords } from './core/words/provide-words';

/** Where the messenger is shown. */
const MESSENGER = /^\/(chats(\/|$)|$)/;

/** The first of them sees an answer last. */
const INTERCEPTORS = [
  ...[proofInterceptor, authInterceptor],
  ...[outlivingInterceptor, serverClockInterceptor, patienceInterceptor],
];

/** What the app is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideRouter(routes, withComponentInputBinding()),
    provideHttpClient(withInterceptors(INTERCEPTORS)),
    provideApiConfiguration(''),
    provideWords(),
    // Browsers offer it over https and on localhost; elsewhere the app does without.
    provideServiceWorker('service-worker.js', { enabled: !isDevMode() }),
    { provide: ASK_IDENTITY, useFactory: askIdentity },
    { provide: TitleStrategy, useExisting: PageTitle },
    provideAppInitializer(() => {
      inject(Theme);
      inject(Look);
      inject(Accent);
      inject(InstallPrompt);
      guardComposition();
      keepFocus();
      const [words, startup] = [inject(Words), inject(Startup)];
      // Its code need not wait until the server has said that whoever was here last still is.
      const isLikely = wasSignedIn() && MESSENGER.test(inject(DOCUMENT).location.pathname);
      if (isLikely) prefetchMessenger();
      return Promise.all([
        words.begin(...(isLikely ? (['messenger', 'subjects', 'groups', 'people'] as const) : [])),
        startup.begin(),
      ]);
    }),
  ],
};
