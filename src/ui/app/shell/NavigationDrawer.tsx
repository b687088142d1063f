import { Drawer } from '@mantine/core';
import { Navigation } from './Navigation.tsx';
import classes from './NavigationDrawer.module.css';

interface NavigationDrawerProps {
  onClose: () => void;
  onHelp: () => void;
  onSignOut: () => void;
}

/** The navigation on a phone. Render it only while it is open. */
export function NavigationDrawer({ onClose, onHelp, onSignOut }: NavigationDrawerProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      size={256}
      withCloseButton={false}
      padding={0}
      attributes={{ content: { 'aria-label': 'Navigation' } }}
      classNames={{ content: classes.drawer, body: classes.drawerBody }}
    >
      <Navigation isSlim={false} onNavigated={onClose} onHelp={onHelp} onSignOut={onSignOut} />
    </Drawer>
  );
}
