import { announce } from '#ui/shared/announce.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';

const TAB_KEYS = IS_MAC ? 'Ctrl+Shift+M' : 'Ctrl+M';

/** What Tab does in the editor, and which keys change that. */
export const tabHint = (leavesByTab: boolean): string =>
  leavesByTab ? `Tab leaves the editor. ${TAB_KEYS} lets it indent` : `${TAB_KEYS} lets Tab leave the editor`;

let isKnown = false;

/** Says the hint, which is only seen while the editor has the focus, to who enters it for the first time. */
export function announceTabHint(leavesByTab: boolean): void {
  if (isKnown) return;
  isKnown = true;
  announce(tabHint(leavesByTab));
}
