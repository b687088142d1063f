import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { closeToast } from '#ui/shared/toast.ts';
import classes from './Toast.module.css';

const SHOWN_MS = 10_000;

interface ToastProps {
  /** It stays until it is closed, because something is going on or went wrong. */
  isHeld?: boolean;
  isWarning?: boolean;
  children: ReactNode;
}

/** A message that closes by itself, but not while the pointer or the focus is in it. Shown by `showToast`. */
export function Toast({ isHeld = false, isWarning = false, children }: ToastProps) {
  const root = useRef<HTMLDivElement>(null);
  const former = useRef<HTMLElement | null>(null);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const isWaiting = isHeld || isPointedAt || hasFocus;

  useEffect(() => {
    if (isWaiting) return;
    const timer = setTimeout(closeToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);

  // The element that had the focus before gets it back if the toast takes the focus with it.
  useEffect(
    () => () => {
      setTimeout(() => {
        const isFree = document.activeElement === null || document.activeElement === document.body;
        if (isFree && former.current?.isConnected) former.current.focus();
      });
    },
    [],
  );

  function onFocus({ relatedTarget }: FocusEvent) {
    setHasFocus(true);
    if (relatedTarget instanceof HTMLElement && !root.current?.contains(relatedTarget)) former.current = relatedTarget;
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: these only affect how long it is shown.
    <div
      ref={root}
      className={classes.toast}
      data-warning={isWarning || undefined}
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
      onFocus={onFocus}
      onBlur={({ relatedTarget }) => setHasFocus(root.current?.contains(relatedTarget) ?? false)}
    >
      <div className={classes.content}>{children}</div>
      <ActionIcon aria-label="Close the message" data-hint="Close" onClick={closeToast}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
