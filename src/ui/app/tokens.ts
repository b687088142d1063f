import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** The one accent: pine. */
const accent: MantineColorsTuple = [
  '#eaf7f3',
  '#d3ede6',
  '#a6dccd',
  '#72c8b2',
  '#35c4a6',
  '#1aa88b',
  '#0f8a72',
  '#0b7361',
  '#095f50',
  '#064a3f',
];

const gray: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f2',
  '#e4e9e7',
  '#d3dad8',
  '#b4bebb',
  '#8b9794',
  '#66736f',
  '#52605c',
  '#33403c',
  '#16211e',
];

const dark: MantineColorsTuple = [
  '#e3e9e7',
  '#c3cdca',
  '#a1aeaa',
  '#84928e',
  '#3b4745',
  '#293331',
  '#1c2423',
  '#141a19',
  '#0e1312',
  '#090d0c',
];

const red: MantineColorsTuple = [
  '#fdf1ef',
  '#fbdfdb',
  '#f6bfb8',
  '#f09a8f',
  '#ff8a7c',
  '#e2594b',
  '#c9372c',
  '#b5281e',
  '#97201a',
  '#7a1914',
];

const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#faeac6',
  '#f4d690',
  '#edc15b',
  '#f0b443',
  '#db920d',
  '#b87405',
  '#8c5600',
  '#734600',
  '#5a3700',
];

export const colors = { accent, gray, dark, red, yellow: amber };

/** The variables of one named colour: filled buttons, tinted surfaces and their text, plain text, outlines. */
const uses = (
  name: string,
  [filled, filledHover, on, light, lightHover, lightColor]: [string, string, string, string, string, string],
) => ({
  [`--mantine-color-${name}-filled`]: filled,
  [`--mantine-color-${name}-filled-hover`]: filledHover,
  [`--kv-on-${name}`]: on,
  [`--mantine-color-${name}-light`]: light,
  [`--mantine-color-${name}-light-hover`]: lightHover,
  [`--mantine-color-${name}-light-color`]: lightColor,
  [`--mantine-color-${name}-text`]: lightColor,
  [`--mantine-color-${name}-outline`]: lightColor,
  [`--mantine-color-${name}-outline-hover`]: light,
});

/**
 * All colours of the UI. Style sheets use the `--kv-…` names only:
 *
 * - layers, from the back: `sunken` (navigation, footers), `surface` (page), `raised` (menus, dialogs, inputs)
 * - `line` hairlines, `line-strong` borders of controls
 * - `text`, `muted` (secondary), `faint` (still readable: 4.5 to 1 on every layer)
 * - `hover`, `selected` (the open row), `accent`, `warning`, `danger` (text), `mark` (search hits), `mark-quiet` (rows
 *   that just changed)
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--kv-row-height': '36px',
    '--kv-motion': '120ms cubic-bezier(0.2, 0, 0, 1)',
  },
  light: {
    '--kv-sunken': '#f5f7f6',
    '--kv-surface': '#ffffff',
    '--kv-raised': '#ffffff',
    '--kv-line': '#e3e8e6',
    '--kv-line-strong': '#c5cecb',
    '--kv-text': '#16211e',
    '--kv-muted': '#4d5a56',
    '--kv-faint': '#63706c',
    '--kv-hover': '#f2f5f4',
    '--kv-hover-strong': '#e8edeb',
    '--kv-selected': '#e2f3ee',
    '--kv-accent': '#0b7361',
    '--kv-accent-quiet': '#d3ede6',
    '--kv-warning': '#8c5600',
    '--kv-warning-fill': '#db920d',
    '--kv-warning-quiet': '#fdf3dc',
    '--kv-danger': '#b5281e',
    '--kv-danger-fill': '#d6453a',
    '--kv-danger-quiet': '#fdeeec',
    '--kv-mark': '#fbe6a2',
    '--kv-mark-quiet': '#fdf8e6',
    '--kv-skeleton': '#e9eeec',
    '--kv-shadow': '0 1px 2px rgb(16 30 26 / 6%), 0 8px 24px rgb(16 30 26 / 12%)',
    '--kv-shadow-large': '0 2px 6px rgb(16 30 26 / 8%), 0 24px 64px rgb(16 30 26 / 20%)',
    '--kv-backdrop': 'rgb(12 22 19 / 36%)',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#16211e',
    '--mantine-color-dimmed': '#4d5a56',
    '--mantine-color-placeholder': '#63706c',
    '--mantine-color-anchor': '#0b7361',
    '--mantine-color-error': '#b5281e',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-hover': '#f2f5f4',
    '--mantine-color-default-color': '#16211e',
    '--mantine-color-default-border': '#c5cecb',
    '--mantine-color-disabled': '#f0f3f2',
    '--mantine-color-disabled-color': '#66736f',
    '--mantine-color-disabled-border': '#e3e8e6',
    ...uses('accent', ['#0b7361', '#095f50', '#ffffff', '#e2f3ee', '#d3ede6', '#0a6555']),
    ...uses('red', ['#c9372c', '#b5281e', '#ffffff', '#fdeeec', '#fbdfdb', '#b5281e']),
    ...uses('yellow', ['#db920d', '#c88306', '#201500', '#fdf3dc', '#faeac6', '#7d4c00']),
    ...uses('gray', ['#52605c', '#33403c', '#ffffff', '#eef2f0', '#e4e9e7', '#33403c']),
  },
  dark: {
    '--kv-sunken': '#0e1312',
    '--kv-surface': '#141a19',
    '--kv-raised': '#1b2221',
    '--kv-line': '#262f2d',
    '--kv-line-strong': '#3b4745',
    '--kv-text': '#e3e9e7',
    '--kv-muted': '#a8b5b1',
    '--kv-faint': '#8c9a96',
    '--kv-hover': '#1a2220',
    '--kv-hover-strong': '#232d2a',
    '--kv-selected': '#14322b',
    '--kv-accent': '#3fcbae',
    '--kv-accent-quiet': '#17433a',
    '--kv-warning': '#f0b443',
    '--kv-warning-fill': '#f0b443',
    '--kv-warning-quiet': '#33280f',
    '--kv-danger': '#ff8a7c',
    '--kv-danger-fill': '#f0675a',
    '--kv-danger-quiet': '#381b18',
    '--kv-mark': '#5c4a10',
    '--kv-mark-quiet': '#282515',
    '--kv-skeleton': '#222b29',
    '--kv-shadow': '0 0 0 1px rgb(255 255 255 / 4%), 0 8px 24px rgb(0 0 0 / 48%)',
    '--kv-shadow-large': '0 0 0 1px rgb(255 255 255 / 5%), 0 24px 64px rgb(0 0 0 / 64%)',
    '--kv-backdrop': 'rgb(0 0 0 / 56%)',
    '--mantine-color-body': '#141a19',
    '--mantine-color-text': '#e3e9e7',
    '--mantine-color-dimmed': '#a8b5b1',
    '--mantine-color-placeholder': '#8c9a96',
    '--mantine-color-anchor': '#3fcbae',
    '--mantine-color-error': '#ff8a7c',
    '--mantine-color-default': '#1b2221',
    '--mantine-color-default-hover': '#232d2a',
    '--mantine-color-default-color': '#e3e9e7',
    '--mantine-color-default-border': '#3b4745',
    '--mantine-color-disabled': '#1c2423',
    '--mantine-color-disabled-color': '#84928e',
    '--mantine-color-disabled-border': '#293331',
    ...uses('accent', ['#35c4a6', '#55d3b8', '#04201a', '#14322b', '#17433a', '#5fd6bd']),
    ...uses('red', ['#f0675a', '#ff8a7c', '#260705', '#381b18', '#4a231f', '#ff9d91']),
    ...uses('yellow', ['#f0b443', '#f6c768', '#201500', '#33280f', '#463714', '#f5c66a']),
    ...uses('gray', ['#84928e', '#a1aeaa', '#0e1312', '#222b29', '#2b3633', '#c3cdca']),
  },
});
