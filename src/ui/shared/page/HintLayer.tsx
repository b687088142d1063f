import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './HintLayer.module.css';

const SHOW_MS = 350;
const HIDE_MS = 80;
const GAP_PX = 6;
const EDGE_PX = 8;

const hintOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null;

/**
 * Shows the text of `data-hint="…"` next to the element with the pointer or the keyboard focus. One layer serves the
 * whole page, because a tooltip for every row of a list would be slow. A hint only repeats or details what the element
 * already says, so screen readers skip it.
 */
export function HintLayer() {
  const [shown, setShown] = useState<{ target: HTMLElement; text: string } | null>(null);
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let target: HTMLElement | null = null;
    // A button may change its hint to a result, for example "Copied".
    const observer = new MutationObserver(() => show());

    function show() {
      const text = target?.isConnected ? target.dataset.hint : undefined;
      setShown(target && text ? { target, text } : null);
    }
    function aim(next: HTMLElement | null, delayMs: number) {
      if (next === target) {
        if (next) clearTimeout(timer);
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        observer.disconnect();
        target = next;
        if (target) observer.observe(target, { attributeFilter: ['data-hint'] });
        show();
      }, delayMs);
    }
    function onPointerOver(event: PointerEvent) {
      if (event.pointerType === 'touch' || layer.current?.contains(event.target as Node)) return;
      const next = hintOf(event.target);
      aim(next, next ? SHOW_MS : HIDE_MS);
    }
    function onFocusIn(event: FocusEvent) {
      const next = hintOf(event.target);
      if (next?.matches(':focus-visible')) aim(next, SHOW_MS);
      else aim(null, HIDE_MS);
    }
    const hide = () => aim(null, 0);
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && hide();

    document.addEventListener('pointerover', onPointerOver);
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('pointerover', onPointerOver);
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('scroll', hide, { capture: true });
    };
  }, []);

  useLayoutEffect(() => {
    const element = layer.current;
    if (!element || !shown) return;
    const box = shown.target.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const isBeside = shown.target.dataset.hintSide === 'right';
    const left = isBeside ? box.right + GAP_PX : box.left + (box.width - width) / 2;
    const below = box.bottom + GAP_PX;
    const top = below + height > window.innerHeight ? box.top - height - GAP_PX : below;
    element.style.left = `${Math.min(Math.max(left, EDGE_PX), window.innerWidth - width - EDGE_PX)}px`;
    element.style.top = `${isBeside ? box.top + (box.height - height) / 2 : top}px`;
  }, [shown]);

  if (!shown) return null;
  return (
    <div
      ref={layer}
      className={classes.hint}
      translate={shown.target.closest('[translate=no]') ? 'no' : undefined}
      aria-hidden
    >
      {shown.text}
    </div>
  );
}
