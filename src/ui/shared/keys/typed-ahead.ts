/** Text that is typed, or a key that does something to it. */
type Typed = { readonly text: string } | { readonly key: 'Backspace' | 'Enter' };

/** Takes typed text where there is no field of the browser's own. */
export interface TypingTarget {
  type(text: string): void;
  erase(): void;
}

interface HoldOptions {
  /** The element that is waited for, once it has the focus. */
  findFocused: () => Element | null;
  /** False: it will not come. Left out where `releaseTyping` says so. */
  isComing?: () => boolean;
  /** Escape: what was asked for is not wanted any more. */
  onCancel?: () => void;
}

interface Hold extends HoldOptions {
  readonly typed: Typed[];
  readonly stop: () => void;
}

/** Longer than any part of the page takes; a mistake of ours must not leave a page without keys. */
const LONGEST_MS = 60_000;
/** The page's own keys with Ctrl or Cmd; all others stay the browser's. */
const PAGE_KEYS_WITH_MOD = 'fksz';

const targets = new WeakMap<Element, TypingTarget>();
let hold: Hold | null = null;

/** Whether an element, or one around it, takes typed text by `setTypingTarget`. */
export const hasTypingTarget = (element: Element): boolean => findSetTarget(element) !== undefined;

/** From now on what was typed ahead for this element goes to `target`. */
export function setTypingTarget(element: Element, target: TypingTarget): void {
  targets.set(element, target);
}

/**
 * Call it when a shortcut or a button opens something that takes a moment to come. Until that has the focus no other
 * shortcut fires, and what is typed waits for it; a dialog without a field gets none of it, so that nothing is
 * confirmed before a person has seen it.
 */
export function holdTyping(options: HoldOptions): void {
  // One that goes on, as when a value is read before the dialog opens.
  const typed = hold?.typed ?? [];
  hold?.stop();
  const started = performance.now();
  let frame = 0;

  function look() {
    if (deliver()) return;
    const isOver = options.isComing?.() === false || performance.now() - started > LONGEST_MS;
    if (isOver) releaseTyping();
    else frame = requestAnimationFrame(look);
  }

  window.addEventListener('keydown', onKeyDown, true);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('paste', onPaste, true);
  hold = {
    ...options,
    typed,
    stop() {
      cancelAnimationFrame(frame);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('paste', onPaste, true);
    },
  };
  look();
}

/** What was asked for does not come. */
export function releaseTyping(): void {
  hold?.stop();
  hold = null;
}

/** For `findFocused`: the focus is in an element with this selector. */
export const focusWithin = (selector: string) => () =>
  document.activeElement?.closest(selector) ? document.activeElement : null;

/** For dialogs. */
export const focusInDialog = focusWithin('[role=dialog], [role=alertdialog]');

/** Whether it is there, and has what was typed. */
function deliver(): boolean {
  const element = hold?.findFocused();
  if (!hold || !element) return false;
  const { typed } = hold;
  releaseTyping();
  const target = findTarget(element);
  for (const item of typed) {
    if ('text' in item) target?.type(item.text);
    else if (item.key === 'Backspace') target?.erase();
    else if (element instanceof HTMLInputElement) pressEnter(element);
    else target?.type('\n');
  }
  return true;
}

function onKeyDown(event: KeyboardEvent) {
  if (event.isComposing || deliver()) return;
  event.stopImmediatePropagation();
  const { key } = event;
  if ((event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')) {
    if (PAGE_KEYS_WITH_MOD.includes(key.toLowerCase())) event.preventDefault();
    return;
  }
  // Keys of the browser itself, such as F5.
  if (key.length > 1 && /^F\d/.test(key)) return;
  event.preventDefault();
  // Of the shortcut itself, which is still pressed.
  if (event.repeat && hold?.typed.length === 0) return;
  if (key === 'Escape') {
    const cancel = hold?.onCancel;
    releaseTyping();
    cancel?.();
  } else if (key.length === 1) {
    const last = hold?.typed.at(-1);
    if (last && 'text' in last) hold?.typed.splice(-1, 1, { text: last.text + key });
    else hold?.typed.push({ text: key });
  } else if (key === 'Backspace' || key === 'Enter') {
    hold?.typed.push({ key });
  }
}

/** A space that is let go would press the button that has the focus. */
function onKeyUp(event: KeyboardEvent) {
  if (event.key === ' ') event.preventDefault();
}

function onPaste(event: ClipboardEvent) {
  event.stopImmediatePropagation();
  event.preventDefault();
  const text = event.clipboardData?.getData('text/plain');
  if (text) hold?.typed.push({ text });
}

function findSetTarget(element: Element): TypingTarget | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const target = targets.get(at);
    if (target) return target;
  }
  return undefined;
}

function findTarget(element: Element): TypingTarget | undefined {
  const target = findSetTarget(element);
  if (target || !(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return target;
  // As typed: where the cursor is, over what is selected, to be undone by the browser's own Undo.
  return {
    type: (text) => void document.execCommand('insertText', false, text),
    erase: () => void document.execCommand('delete'),
  };
}

function pressEnter(field: HTMLInputElement): void {
  const isFree = field.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
  );
  if (isFree) field.form?.requestSubmit();
}
