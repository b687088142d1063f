interface LogoProps {
  size: number;
}

/** A key and a value between braces. */
export function Logo({ size }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--mantine-color-accent-7)" />
      <g fill="none" stroke="var(--mantine-color-white)" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
        <path d="M12 8c-3 0-3 2-3 4s0 4-2.5 4C9 16 9 18 9 20s0 4 3 4" />
        <path d="M20 8c3 0 3 2 3 4s0 4 2.5 4C23 16 23 18 23 20s0 4-3 4" />
      </g>
      <circle cx="16" cy="12.5" r="1.9" fill="var(--mantine-color-white)" />
      <circle cx="16" cy="19.5" r="1.9" fill="var(--mantine-color-accent-3)" />
    </svg>
  );
}
