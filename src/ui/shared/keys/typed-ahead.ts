import { IS_MAC } from './is-mac.ts';
import { isComposing, keyName } from './key-name.ts';

/** Typed text, a key that edits it, or Ctrl or Cmd with Enter, which finishes a form. */
type Typed = { readonly text: string } | { readonly key: 'Backspace' | 'Enter' | 'Finish' };

/** Receives typed text if there is no native field. */
export interface TypingTarget {
  type(text: string): void;
  erase(): void;
}

interface HoldOptions {
  /** Returns the awaited element once it has the focus. */
  findFocused: () => Element | null;
  /** Returns false if it will not come. Omitted if the caller uses `releaseTyping`. */
  isComing?: () => boolean;
  /** Called on Escape: the person no longer wants it. */
  onCancel?: () => void;
}

interface Hold extends HoldOptions {
  readonly typed: Typed[];
  readonly stop: () => void;
}

/** Longer than any part of the page takes to load; a bug must not leave the page without keys. */
const LONGEST_MS = 60_000;
/** Shortcuts of the page with Ctrl or Cmd; all others belong to the browser. */
const PAGE_KEYS_WITH_MOD = 'fksz';

const targets = new WeakMap<Element, TypingTarget>();
let hold: Hold | null = null;
/** `findFocused` may give the element the focus: that is not the person's doing. */
let isLooking = false;

/** Whether an element or one around it receives typed text through `setTypingTarget`. */
export const hasTypingTarget = (element: Element): boolean => findSetTarget(element) !== undefined;

/** Sends text typed ahead for this element to `target`. */
export function setTypingTarget(element: Element, target: TypingTarget): void {
  targets.set(element, target);
}

/**
 * Call it when a shortcut or a button opens something that takes a moment to load. Until that has the focus, no other
 * shortcut fires and typed text is held for it. A dialog without a field gets none of the text, so that nothing is
 * confirmed unseen.
 */
export function holdTyping(options: HoldOptions): void {
  // Continue a running hold, for example if a value is read before the dialog opens.
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
  window.addEventListener('focusin', onFocusIn, true);
  hold = {
    ...options,
    typed,
    stop() {
      cancelAnimationFrame(frame);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('paste', onPaste, true);
      window.removeEventListener('focusin', onFocusIn, true);
    },
  };
  look();
}

/** Ends the hold, because the element will not come. */
export function releaseTyping(): void {
  hold?.stop();
  hold = null;
}

/** For `findFocused`: finds the focus in an element with this selector. */
export const focusWithin = (selector: string) => () =>
  document.activeElement?.closest(selector) ? document.activeElement : null;

/** For dialogs. */
export const focusInDialog = focusWithin('[role=dialog], [role=alertdialog]');

/** Whether the element has come and received the text. */
function deliver(): boolean {
  isLooking = true;
  const element = hold?.findFocused();
  isLooking = false;
  if (!hold || !element) return false;
  const { typed } = hold;
  releaseTyping();
  typeInto(element, typed);
  return true;
}

function typeInto(element: Element, typed: readonly Typed[]): void {
  const target = findTarget(element);
  for (const [at, item] of typed.entries()) {
    if ('text' in item) target?.type(item.text);
    else if (item.key === 'Backspace') target?.erase();
    // Not where nothing is typed: a question that nobody has seen is not answered.
    else if (item.key === 'Finish') {
      if (target) pressEnter(element, IS_MAC ? { metaKey: true } : { ctrlKey: true });
    } else if (!(element instanceof HTMLInputElement)) target?.type('\n');
    else {
      pressEnter(element);
      const rest = typed.slice(at + 1);
      const next = document.activeElement;
      // Enter may have gone on to another field, or to one that is still loading.
      if (hold) hold.typed.push(...rest);
      else if (next && next !== element) typeInto(next, rest);
      else continue;
      return;
    }
  }
}

function onKeyDown(event: KeyboardEvent) {
  if (isComposing(event) || deliver()) return;
  event.stopImmediatePropagation();
  const { key } = event;
  if ((event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')) {
    if (key === 'Enter') hold?.typed.push({ key: 'Finish' });
    if (PAGE_KEYS_WITH_MOD.includes(keyName(event).toLowerCase())) event.preventDefault();
    return;
  }
  // Leave keys such as F5 to the browser.
  if (key.length > 1 && /^F\d/.test(key)) return;
  event.preventDefault();
  // The shortcut itself is still pressed.
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

/** A person who moves to another field types there. */
function onFocusIn({ target }: FocusEvent) {
  if (isLooking || deliver()) return;
  if (target instanceof Element && target.closest('input, textarea, select, [role=textbox]')) releaseTyping();
}

/** Releasing the space bar would press the focused button. */
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
  // Insert like typing: at the cursor, over a selection, and undoable by the browser.
  return {
    type: (text) => void document.execCommand('insertText', false, text),
    erase: () => void document.execCommand('delete'),
  };
}

function pressEnter(field: Element, modifiers: KeyboardEventInit = {}): void {
  const isFree = field.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, ...modifiers }),
  );
  if (isFree && field instanceof HTMLInputElement) field.form?.requestSubmit();
}
