// Before the first paint, so that a page in the dark scheme never flashes white. A file of its own: the content
// security policy allows no inline script.
(() => {
  let scheme = 'auto';
  try {
    scheme = localStorage.getItem('kv-color-scheme') ?? 'auto';
  } catch {
    // Storage is blocked: follow the system.
  }
  const isDark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
