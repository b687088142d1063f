import { type MantineColorScheme, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useId } from 'react';
import classes from './ColorSchemeSwitch.module.css';

const SCHEMES = [
  { scheme: 'light', label: 'Light', Icon: IconSun },
  { scheme: 'dark', label: 'Dark', Icon: IconMoon },
  { scheme: 'auto', label: 'System', Icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; label: string; Icon: unknown }[];

interface ColorSchemeSwitchProps {
  /** Whether the choices are stacked, for the collapsed sidebar. */
  isSlim: boolean;
}

export function ColorSchemeSwitch({ isSlim }: ColorSchemeSwitchProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = useId();

  return (
    <fieldset className={classes.switch} data-slim={isSlim || undefined}>
      <VisuallyHidden component="legend">Theme</VisuallyHidden>
      {SCHEMES.map(({ scheme, label, Icon }) => (
        <label key={scheme} className={classes.choice} data-hint={label} data-hint-side={isSlim ? 'right' : undefined}>
          <input
            type="radio"
            name={name}
            className={classes.input}
            checked={scheme === colorScheme}
            onChange={() => setColorScheme(scheme)}
            aria-label={label}
          />
          <Icon size={16} stroke={1.6} aria-hidden />
        </label>
      ))}
    </fieldset>
  );
}
