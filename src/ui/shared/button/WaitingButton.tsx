import type { ComponentProps } from 'react';

/**
 * The `<button>` of every Button. While it waits for an answer it does nothing, but keeps the focus, which one that is
 * `disabled` would drop. A form is not sent either.
 */
export function WaitingButton({ disabled = false, onClick, type = 'button', ...props }: ComponentProps<'button'>) {
  return (
    <button
      {...props}
      type={type}
      aria-disabled={disabled || props['aria-disabled']}
      onClick={disabled ? (event) => event.preventDefault() : onClick}
    />
  );
}
