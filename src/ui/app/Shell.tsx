import { ActionIcon } from '@mantine/core';
import { useDisclosure, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { HintLayer } from '#ui/shared/HintLayer.tsx';
import { ReturnFocus } from '#ui/shared/ReturnFocus.tsx';
import { usePageKeys } from '#ui/shared/use-page-keys.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { Navigation } from './Navigation.tsx';
import classes from './Shell.module.css';

// What opens on request is loaded on request.
const NavigationDrawer = lazy(async () => ({ default: (await import('./NavigationDrawer.tsx')).NavigationDrawer }));
const ShortcutsDialog = lazy(async () => ({ default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog }));

interface ShellProps {
  onSignOut: () => void;
  children: ReactNode;
}

/** What stays while places change: navigation on the left, a drawer on phones. */
export function Shell({ onSignOut, children }: ShellProps) {
  const [isSlim, setIsSlim] = useLocalStorage({
    key: 'kv-slim-navigation',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const isTablet = useMediaQuery('(max-width: 68em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);

  usePageKeys({ '?': help.open });

  function openHelp() {
    drawer.close();
    help.open();
  }

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      {isPhone ? (
        <header className={classes.bar}>
          <ActionIcon size={40} aria-label="Open navigation" aria-expanded={isDrawerOpen} onClick={drawer.open}>
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
          <span className={classes.barTitle}>KV Store</span>
        </header>
      ) : (
        <aside className={classes.side} aria-label="Sidebar">
          <Navigation
            isSlim={isSlim || isTablet}
            onSlimChange={isTablet ? undefined : setIsSlim}
            onHelp={openHelp}
            onSignOut={onSignOut}
          />
        </aside>
      )}
      <div className={classes.column}>
        <ConnectionBanner />
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>

      <Suspense>
        {isPhone && isDrawerOpen && <NavigationDrawer onClose={drawer.close} onHelp={openHelp} onSignOut={onSignOut} />}
        {isHelpOpen && <ShortcutsDialog onClose={help.close} />}
      </Suspense>
      {(isHelpOpen || isDrawerOpen) && <ReturnFocus />}
      <LiveRegion />
      <HintLayer />
    </div>
  );
}
