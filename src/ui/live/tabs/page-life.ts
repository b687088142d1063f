import type { TabGroup } from './tab-group.ts';

/** Joins the group, and leaves it while the browser suspends this page. Returns a function that ends this. */
export function liveInGroup(group: TabGroup): () => void {
  const show = () => group.show(document.visibilityState === 'visible');
  const wake = () => {
    group.join();
    show();
  };
  const sleep = () => group.leave();
  const listeners = [
    [document, 'visibilitychange', show],
    // A page that is frozen, or kept for the Back button, does not answer.
    [document, 'freeze', sleep],
    [document, 'resume', wake],
    [window, 'pagehide', sleep],
    [window, 'pageshow', wake],
  ] as const;
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener);
  wake();
  return () => {
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener);
    sleep();
  };
}
