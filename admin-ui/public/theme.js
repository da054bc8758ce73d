// Runs before the first paint: the colours, the look and the side of writing of the last visit, and whether to draw the signed-in
// outline while loading. The keys are those of core/theme.ts, core/look.ts, core/words/loading.ts and core/session-hint.ts. A separate file, because the policy forbids inline scripts.
try {
  const root = document.documentElement;
  const seen = (key) => sessionStorage.getItem(key) ?? localStorage.getItem(key);
  const theme = seen('parley.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const density = seen('parley.density');
  const isFinger = matchMedia('(pointer: coarse)').matches;
  if (density === 'comfortable' || (density === 'compact' && !isFinger)) root.dataset.density = density;
  const wantsMore = matchMedia('(prefers-contrast: more)').matches;
  if (wantsMore || seen('parley.contrast') === 'more') root.dataset.contrast = 'more';
  const textSize = seen('parley.textSize') ?? '';
  if (['87.5', '112.5', '125', '150'].includes(textSize)) root.style.fontSize = `${textSize}%`;
  const language = seen('parley.language');
  if (language === 'ar') root.dir = 'rtl';
  const session = seen('parley.session');
  if (session === 'in') root.dataset.boot = 'app';
} catch {
  // Storage is switched off: the system decides how it looks.
}
