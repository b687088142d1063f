// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderRoute } from '#testing/render-route.tsx';
import { SET } from '#testing/test-server.ts';

test('a search that finds nothing says so, keeps it in the address, and is cleared by a button', async () => {
  const { user, history } = await renderRoute('/team/kv', (server) =>
    server.graphql(SET, '{"input":{"key":"etl/a","value_text":"1"}}'),
  );

  await user.type(await screen.findByRole('searchbox'), 'nope');
  await screen.findByRole('heading', { name: 'No keys match “nope”.' });
  expect(history.location.href).toBe('/team/kv?q=nope');

  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await screen.findByText('1 pair');
  await waitFor(() => expect(history.location.href).toBe('/team/kv'));
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
});
