/** What DOM and React events of keys share. */
type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'keyCode'> & {
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing: boolean };
};

/** The key that ends a composition, in browsers that no longer count it as part of it. */
const COMPOSING_KEY_CODE = 229;

/** Whether a key belongs to an input method, which composes a word of Japanese, for example, with Enter and arrows. */
export function isComposing({ isComposing: isNative, nativeEvent, keyCode }: KeyPress): boolean {
  return isNative === true || nativeEvent?.isComposing === true || keyCode === COMPOSING_KEY_CODE;
}

/**
 * `event.key`, but the Latin letter of the key where the keyboard types another script: on a Cyrillic one Ctrl+S comes
 * as `ы`. Empty while a word is composed.
 */
export function keyName(event: KeyPress): string {
  if (isComposing(event)) return '';
  const { key, code } = event;
  const isForeign = key.length === 1 && key > '\u007f';
  return isForeign && /^Key[A-Z]$/.test(code) ? code.slice(-1).toLowerCase() : key;
}

/** Ctrl+S or Ctrl+Enter, or the same with Cmd, for dialogs that save. */
export function isSaveKey(event: KeyPress & Pick<KeyboardEvent, 'ctrlKey' | 'metaKey'>): boolean {
  return (event.ctrlKey || event.metaKey) && /^(?:enter|s)$/i.test(keyName(event));
}
