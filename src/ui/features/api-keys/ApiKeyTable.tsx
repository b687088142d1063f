import { Button } from '@mantine/core';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatDay } from '#ui/shared/text/format.ts';
import { exactTimeHint, RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import { formatTimeLeft } from '#ui/shared/text/time-left.ts';
import { useNow } from '#ui/shared/use-now.ts';
import type { ApiKey } from './api-keys.queries.ts';
import { isExpiringSoon } from './expiry.ts';
import { KeyTable, OwnBadge } from './KeyTable.tsx';

interface ApiKeyTableProps {
  apiKeys: readonly ApiKey[];
  /** The id of the key that this browser is signed in with. */
  ownId: string | undefined;
  onRevoke: (apiKey: ApiKey) => void;
}

export function ApiKeyTable({ apiKeys, ownId, onRevoke }: ApiKeyTableProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    <KeyTable name="API keys" columns={COLUMNS}>
      {apiKeys.map((apiKey) => (
        <tr key={apiKey.id} role="row">
          <td role="cell" data-column="name" data-hint={apiKey.name}>
            <Exact>{apiKey.name}</Exact>
            {apiKey.id === ownId && <OwnBadge>This session</OwnBadge>}
          </td>
          <td role="cell" data-column="created" data-label="Created">
            <RelativeTime iso={apiKey.created} />
            {' by '}
            {apiKey.created_by ? <Exact>{apiKey.created_by.username}</Exact> : 'the server'}
          </td>
          <td role="cell" data-column="used" data-label="Last used">
            {apiKey.last_used ? <RelativeTime iso={apiKey.last_used} /> : 'Never'}
          </td>
          <td role="cell" data-column="expires" data-label="Expires">
            {apiKey.expires_at ? <ExpiryTime iso={apiKey.expires_at} /> : 'Never'}
          </td>
          <td role="cell" data-column="actions">
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Revoke ${apiKey.name}`}
              onClick={() => onRevoke(apiKey)}
            >
              Revoke
            </Button>
          </td>
        </tr>
      ))}
    </KeyTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

const COLUMNS = { name: 'Name', created: 'Created', used: 'Last used', expires: 'Expires', actions: '' };

/** Beyond this a date says more than a number of days. */
const FAR_MS = 60 * 24 * 60 * 60 * 1_000;

function ExpiryTime({ iso }: { iso: string }) {
  const now = useNow();
  return (
    <time dateTime={iso} {...exactTimeHint(iso)} data-soon={isExpiringSoon(iso, now) || undefined}>
      {Date.parse(iso) - now > FAR_MS ? formatDay(iso) : `in ${formatTimeLeft(iso, now)}`}
    </time>
  );
}
