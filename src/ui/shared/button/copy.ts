/**
 * Copies `text` to the clipboard; resolves to whether that worked. Pass a promise for text that is still loading, and
 * call this inside the click handler: some browsers forget the click while waiting.
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text !== 'string' && typeof ClipboardItem !== 'undefined' && navigator.clipboard?.write) {
      const blob = text.then((written) => new Blob([written], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
      return true;
    }
    const written = await text;
    // Browsers offer no clipboard API over plain HTTP.
    if (!navigator.clipboard) return copyBySelection(written);
    await navigator.clipboard.writeText(written);
    return true;
  } catch {
    return copyBySelection(await text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.setAttribute('aria-hidden', 'true');
  area.className = 'kv-offscreen';
  // Inside the focused dialog, because a dialog may pull the focus back from anything outside it.
  (focused?.closest('[role=dialog]') ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
    focused?.focus({ preventScroll: true });
  }
}
