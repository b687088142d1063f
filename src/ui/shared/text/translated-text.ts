/**
 * Browsers translate a page by putting other elements where its texts were. React still holds the texts: it throws
 * when it removes one that is not there any more, and what it changes in one does not reach the screen. Here the texts
 * are remembered by what came in their place, so that React's changes arrive there.
 *
 * Call it once, before the page is drawn.
 */
export function surviveTranslation(): void {
  /** By the text, what is in the document in its place. */
  const replacements = new WeakMap<Node, Element>();

  new MutationObserver((records) => {
    for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
      for (const text of removedNodes) {
        if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
        const place = [...addedNodes, nextSibling, previousSibling].find(isForeign);
        if (place) replacements.set(text, place);
      }
    }
  }).observe(document, { childList: true, subtree: true });

  /** What stands for `child` in `parent`; null when nothing does. */
  function findIn(parent: Node, child: Node): Node | null {
    let node = child.parentNode ? child : (replacements.get(child) ?? null);
    while (node && node.parentNode !== parent) node = node.parentNode;
    return node;
  }

  const { insertBefore, removeChild } = Node.prototype;
  Node.prototype.removeChild = function remove<Child extends Node>(this: Node, child: Child): Child {
    const node = findIn(this, child);
    if (node) removeChild.call(this, node);
    return child;
  };
  Node.prototype.insertBefore = function insert<Child extends Node>(this: Node, child: Child, next: Node | null) {
    const place = next && findIn(this, next);
    // It is moved: its translation would stay where it was.
    if (!child.parentNode) replacements.get(child)?.remove();
    return insertBefore.call(this, child, place) as Child;
  };

  const nodeValue = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue');
  Object.defineProperty(Node.prototype, 'nodeValue', {
    ...nodeValue,
    set(this: Node, value: string | null) {
      nodeValue?.set?.call(this, value);
      // The translation was of other words: these take its place, and are translated in their turn.
      if (!this.parentNode) replacements.get(this)?.replaceWith(this);
    },
  });
}

/** Not made by React. */
const isForeign = (node: Node | null): node is Element =>
  node instanceof Element && !Object.keys(node).some((name) => name.startsWith('__react'));
