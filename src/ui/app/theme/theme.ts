import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';
import { MONO_FONT, UI_FONT } from '#ui/shared/fonts.ts';
import { renderButton } from './render-button.ts';
import classes from './theme.module.css';

/** The one accent: pine. Its uses, and all other colours, are in tokens.css. */
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

const TRANSITION = { duration: 120, transition: 'fade' } as const;
const MODAL = {
  transitionProps: TRANSITION,
  // From the top, so that a dialog that grows does not move what is being read; at most 80 % of the page.
  yOffset: '10dvh',
  padding: 'lg',
  closeButtonProps: { 'aria-label': 'Close' },
};

/** One accent, one radius, a 4 px grid, 13 px text. */
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  black: '#16211e',
  defaultRadius: 'sm',
  radius: { xs: '6px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontFamily: UI_FONT,
  fontFamilyMonospace: MONO_FONT,
  // Rem, so that the browser's font size applies.
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.334', sm: '1.538', md: '1.429', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.334' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.538' },
    },
  },
  shadows: {
    xs: 'none',
    sm: 'var(--kv-shadow)',
    md: 'var(--kv-shadow)',
    lg: 'var(--kv-shadow)',
    xl: 'var(--kv-shadow-large)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    // Filled surfaces are bright in the dark scheme, so they need dark text there.
    if (input.variant === 'filled') return { ...resolved, color: `var(--kv-on-${input.color ?? 'accent'})` };
    return resolved;
  },
  // Plain objects, because `Menu.extend` and the like would load every component up front.
  components: {
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      classNames: { root: classes.control },
    },
    Alert: { defaultProps: { variant: 'light', p: 'md' }, classNames: { title: classes.alertTitle } },
    Button: { defaultProps: { size: 'sm', renderRoot: renderButton }, classNames: { root: classes.button } },
    // Square: round ones are for choices of which there is one.
    Checkbox: { defaultProps: { radius: 3 } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Input: { defaultProps: { size: 'sm' }, classNames: { wrapper: classes.inputWrapper, input: classes.input } },
    InputWrapper: {
      defaultProps: { size: 'sm' },
      classNames: { label: classes.label, description: classes.help, error: classes.help },
    },
    Kbd: { classNames: { root: classes.kbd } },
    Menu: {
      defaultProps: { transitionProps: TRANSITION, shadow: 'md', withInitialFocusPlaceholder: false },
      classNames: { dropdown: classes.dropdown, item: classes.menuItem },
    },
    Modal: {
      defaultProps: MODAL,
      classNames: {
        content: classes.dialog,
        header: classes.dialogHeader,
        title: classes.dialogTitle,
        overlay: classes.overlay,
      },
    },
    Popover: {
      defaultProps: { transitionProps: TRANSITION, shadow: 'md' },
      classNames: { dropdown: classes.dropdown },
    },
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 120 } },
    Tabs: { classNames: { list: classes.tabList, tab: classes.tab } },
  },
});
