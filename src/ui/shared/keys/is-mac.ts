/** Whether Cmd takes the place of Ctrl. */
export const IS_MAC = /mac/i.test(navigator.userAgent);
