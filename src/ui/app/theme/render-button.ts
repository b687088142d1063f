import { type ComponentProps, createElement } from 'react';

/**
 * A button that waits for an answer keeps the focus. A `disabled` one would lose it, and people who use the keyboard
 * their place.
 */
export function renderButton({ disabled, onClick, ...props }: ComponentProps<'button'>) {
  return createElement('button', {
    type: 'button',
    ...props,
    'aria-disabled': disabled || props['aria-disabled'],
    // A form is not submitted twice either.
    onClick: disabled ? (event) => event.preventDefault() : onClick,
  });
}
