// Runs before the first paint: the colours and the side of writing of the last visit, and whether to draw the signed-in outline
// while loading. The keys are those of core/theme.ts, core/words/loading.ts and core/session-hint.ts. A separate file, because the policy forbids inline scripts.
try {
  const root = document.documentElement;
  const theme = sessionStorage.getItem('parley.theme') ?? localStorage.getItem('parley.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const language = sessionStorage.getItem('parley.language') ?? localStorage.getItem('parley.language');
  if (language === 'ar') root.dir = 'rtl';
  const session = sessionStorage.getItem('parley.session') ?? localStorage.getItem('parley.session');
  if (session === 'in') root.dataset.boot = 'app';
} catch {
  // Storage is switched off: the system decides the colours.
}
