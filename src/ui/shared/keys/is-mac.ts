/** Whether Cmd takes the place of Ctrl. */
export const IS_MAC = /mac/i.test(navigator.userAgent);

/** The key that deletes a pair, as it is called on the keyboard. */
export const DELETE_KEY = IS_MAC ? '⌫' : 'Del';
