import { UnstyledButton } from '@mantine/core';
import {
  IconApi,
  IconDatabase,
  IconKey,
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLogout,
  IconTimeline,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { authQueries } from '#ui/features/auth/auth.queries.ts';
import { Logo } from '#ui/shared/Logo.tsx';
import { ColorSchemeSwitch } from './ColorSchemeSwitch.tsx';
import classes from './Navigation.module.css';

interface NavigationProps {
  /** Whether only icons are shown. */
  isSlim: boolean;
  /** Omitted if the sidebar cannot be collapsed. */
  onSlimChange?: (isSlim: boolean) => void;
  onNavigated?: () => void;
  onHelp: () => void;
  onSignOut: () => void;
}

export function Navigation({ isSlim, onSlimChange, onNavigated, onHelp, onSignOut }: NavigationProps) {
  const caller = useQuery(authQueries.caller());
  const tenantName = caller.data?.tenant?.name ?? '';
  const userName = caller.data?.userName ?? '';
  /** A collapsed sidebar shows the names as hints. */
  const hint = (text: string) => (isSlim ? { 'data-hint': text, 'data-hint-side': 'right' } : {});

  return (
    <div className={classes.navigation} data-slim={isSlim || undefined}>
      <div className={classes.product} {...hint(`KV Store · ${tenantName}`)}>
        <Logo size={24} />
        <span className={classes.names}>
          <span translate="no">KV Store</span>
          <span translate="no" className={classes.tenantName}>
            {tenantName}
          </span>
        </span>
      </div>

      <nav aria-label="Main" className={classes.places}>
        <Link
          to="/team/kv"
          search={{ deleted: undefined }}
          className={classes.item}
          aria-label="KV Store"
          activeOptions={{ explicitUndefined: true }}
          onClick={onNavigated}
          {...hint('KV Store')}
        >
          <IconDatabase size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>KV Store</span>
        </Link>
        <Link
          to="/team/kv"
          search={{ deleted: '1' }}
          className={classes.item}
          aria-label="Recently deleted"
          onClick={onNavigated}
          {...hint('Recently deleted')}
        >
          <IconTrash size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>Recently deleted</span>
        </Link>
        <Link
          to="/team/activity"
          className={classes.item}
          aria-label="Activity"
          activeOptions={{ includeSearch: false }}
          onClick={onNavigated}
          {...hint('Activity')}
        >
          <IconTimeline size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>Activity</span>
        </Link>
        <Link
          to="/team/api-keys"
          className={classes.item}
          aria-label="API keys"
          onClick={onNavigated}
          {...hint('API keys')}
        >
          <IconKey size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>API keys</span>
        </Link>
        <Link to="/api" className={classes.item} aria-label="API" onClick={onNavigated} {...hint('API')}>
          <IconApi size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>API</span>
        </Link>
      </nav>

      <div className={classes.tools}>
        <ColorSchemeSwitch isSlim={isSlim} />
        <UnstyledButton
          className={classes.item}
          onClick={onHelp}
          aria-label="Keyboard shortcuts"
          {...hint('Keyboard shortcuts')}
        >
          <IconKeyboard size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>Keyboard shortcuts</span>
        </UnstyledButton>
        {onSlimChange && (
          <UnstyledButton
            className={classes.item}
            onClick={() => onSlimChange(!isSlim)}
            aria-label={isSlim ? 'Expand sidebar' : 'Collapse sidebar'}
            {...hint('Expand sidebar')}
          >
            <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} aria-hidden className={classes.icon} />
            <span className={classes.label}>Collapse sidebar</span>
          </UnstyledButton>
        )}
        <UnstyledButton
          className={classes.item}
          onClick={onSignOut}
          aria-label="Sign out"
          {...(isSlim ? hint('Sign out') : { 'data-hint': `Signed in as ${userName}` })}
        >
          <IconLogout size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.label}>Sign out</span>
          <span translate="no" className={classes.user}>
            {userName}
          </span>
        </UnstyledButton>
      </div>
    </div>
  );
}
