// Before the first paint, so that a page in the dark scheme never flashes white, and that the frame of index.html is
// there immediately for those who were signed in (others would see it flash before the sign-in page). A file of its
// own: the content security policy allows no inline script.
(() => {
  let scheme = 'auto';
  let isSignedIn = false;
  let isSlim = false;
  try {
    scheme = localStorage.getItem('kv-color-scheme') ?? 'auto';
    isSignedIn = localStorage.getItem('kv-signed-in') === 'on';
    isSlim = localStorage.getItem('kv-slim-navigation') === 'on';
  } catch {
    // Storage is blocked: follow the system.
  }
  const isDark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const page = document.documentElement;
  page.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
  page.toggleAttribute('data-slim-navigation', isSlim);
  const place = /^\/(team\/kv|team|api)?(?:\/|$)/.exec(location.pathname)?.[1];
  if (isSignedIn && place) page.setAttribute('data-first-paint', place === 'team/kv' ? 'list' : 'frame');
})();
