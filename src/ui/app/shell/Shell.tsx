import { UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { takeArrival } from '#ui/features/auth/session-state.ts';
import { focusInDialog, holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import { lazyDialog } from '#ui/shared/load/lazy-dialog.tsx';
import { readStored, writeStored } from '#ui/shared/stored.ts';
import { useToast } from '#ui/shared/toast.ts';
import { useLater } from '../use-later.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { Navigation } from './Navigation.tsx';
import classes from './Shell.module.css';

// Dialogs and drawers are loaded when they are opened.
const NavigationDrawer = lazyDialog(
  'the navigation',
  async () => (await import('./NavigationDrawer.tsx')).NavigationDrawer,
);
const ShortcutsDialog = lazyDialog('the help', async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog);

const loadHints = () => import('#ui/shared/page/HintLayer.tsx');

const SLIM_KEY = 'kv-slim-navigation';

interface ShellProps {
  onSignOut: () => void;
  children: ReactNode;
}

/** The frame of every page: navigation on the left, a drawer on phones. */
export function Shell({ onSignOut, children }: ShellProps) {
  const [isSlim, setIsSlim] = useState(() => readStored(SLIM_KEY) === 'on');
  const main = useRef<HTMLElement>(null);
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const isTablet = useMediaQuery('(max-width: 68em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const hints = useLater(loadHints);
  const [isHelpOpen, help] = useDisclosure(false);
  const toast = useToast();

  usePageKeys({ '?': openHelp });

  // The field that had the focus stayed on the sign-in page.
  useEffect(() => {
    if (takeArrival()) main.current?.focus();
  }, []);

  function changeSlim(next: boolean) {
    writeStored(SLIM_KEY, next ? 'on' : 'off');
    setIsSlim(next);
  }

  function openHelp() {
    drawer.close();
    help.open();
    holdTyping({ findFocused: focusInDialog, onCancel: help.close });
  }

  return (
    <div className={classes.shell}>
      {/* A button, because a link within the page would change the address. */}
      <UnstyledButton className={classes.skip} onClick={() => main.current?.focus()}>
        Skip to the content
      </UnstyledButton>
      {isPhone ? (
        <aside className={classes.bar} aria-label="Top bar">
          <UnstyledButton
            className={classes.burger}
            aria-label="Open navigation"
            aria-expanded={isDrawerOpen}
            onClick={drawer.open}
          >
            <IconMenu2 size={20} aria-hidden />
          </UnstyledButton>
          <span className={classes.barTitle}>KV Store</span>
        </aside>
      ) : (
        <aside className={classes.side} aria-label="Sidebar">
          <Navigation
            isSlim={isSlim || isTablet}
            onSlimChange={isTablet ? undefined : changeSlim}
            onHelp={openHelp}
            onSignOut={onSignOut}
          />
        </aside>
      )}
      <div className={classes.column}>
        <ConnectionBanner />
        <main ref={main} className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>

      <section key={toast?.id} aria-label="Message" className={classes.toasts} hidden={toast === null}>
        {toast?.content}
      </section>
      {isPhone && isDrawerOpen && <NavigationDrawer onClose={drawer.close} onHelp={openHelp} onSignOut={onSignOut} />}
      {isHelpOpen && <ShortcutsDialog onClose={help.close} />}
      <LiveRegion />
      {hints && <hints.HintLayer />}
    </div>
  );
}
