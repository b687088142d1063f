/**
 * Browsers translate a page by replacing its text nodes with elements. React keeps the old nodes: it throws when it
 * removes one that has gone, and its changes do not reach the screen. This remembers the replacement of each text node, so
 * that React's changes arrive there.
 *
 * Call it once, before the page is rendered.
 */
export function surviveTranslation(): void {
  /** The replacement in the document, by text node. */
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

  /** The replacement of `child` in `parent`; null if there is none. */
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
    // The node is moved, and its translation would stay behind.
    if (!child.parentNode) replacements.get(child)?.remove();
    return insertBefore.call(this, child, place) as Child;
  };

  const nodeValue = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue');
  Object.defineProperty(Node.prototype, 'nodeValue', {
    ...nodeValue,
    set(this: Node, value: string | null) {
      nodeValue?.set?.call(this, value);
      // The translation was of the old text. The new text replaces it, and the browser translates that again.
      if (!this.parentNode) replacements.get(this)?.replaceWith(this);
    },
  });
}

/** Whether React did not create it. */
const isForeign = (node: Node | null): node is Element =>
  node instanceof Element && !Object.keys(node).some((name) => name.startsWith('__react'));
