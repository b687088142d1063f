import { Drawer } from '@mantine/core';
import { Navigation } from './Navigation.tsx';
import classes from './Shell.module.css';

interface NavigationDrawerProps {
  opened: boolean;
  onClose: () => void;
  onHelp: () => void;
  onSignOut: () => void;
}

/** The navigation of a phone. */
export function NavigationDrawer({ opened, onClose, onHelp, onSignOut }: NavigationDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={256}
      withCloseButton={false}
      padding={0}
      aria-label="Navigation"
      classNames={{ content: classes.drawer, body: classes.drawerBody }}
    >
      <Navigation isSlim={false} onNavigated={onClose} onHelp={onHelp} onSignOut={onSignOut} />
    </Drawer>
  );
}
