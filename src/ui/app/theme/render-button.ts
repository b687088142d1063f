import { type ComponentProps, createElement } from 'react';

/**
 * A button that works on something stays where the focus is: a `disabled` one would lose it, and with it the place of
 * whoever uses the keyboard.
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
