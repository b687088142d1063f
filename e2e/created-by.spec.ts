import { expect, test } from './setup/fixtures.ts';
import type { TestServer } from './setup/server.ts';

/** Sets a pair with a new API key of that name. */
async function setAs(server: TestServer, name: string, key: string, valueText: string) {
  const { auth_info } = JSON.parse(await server.graphqlText('{ auth_info { user_id } }')).data;
  const create = 'mutation ($input: create_api_key_input!) { create_api_key(input: $input) { key } }';
  const answer = await server.graphqlText(create, { input: { name, user_id: auth_info.user_id } });
  const apiKey = JSON.parse(answer).data.create_api_key.key;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      query: 'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { id } }',
      variables: { input: { key, value_text: valueText } },
    }),
  });
  expect((await response.json()).data.set_key_value.id).toBeTruthy();
}

test('shows who created a pair where there is room, and is sorted by it', async ({ page, server, signIn }) => {
  await signIn();
  await server.set('by admin 1', '1');
  await server.set('by admin 2', '2');
  await setAs(server, 'zoë', 'a key of zoë', '3');
  const table = page.getByRole('table', { name: 'Pairs' });
  const keys = table.getByRole('link');
  const column = page.getByRole('columnheader', { name: 'Created by' });
  await page.goto('/team/kv');
  await expect(keys).toHaveText(['a key of zoë', 'by admin 1', 'by admin 2']);
  await expect(column).toBeHidden();

  await page.setViewportSize({ width: 1700, height: 800 });
  await expect(table.getByRole('row', { name: /a key of zoë/ })).toContainText('zoë');
  await column.getByRole('button').click();

  await expect(column).toHaveAttribute('aria-sort', 'ascending');
  await expect(keys).toHaveText(['by admin 1', 'by admin 2', 'a key of zoë']);
  await column.getByRole('button').click();
  await expect(keys).toHaveText(['a key of zoë', 'by admin 1', 'by admin 2']);
  await expect(page).toHaveURL(/sort=created_by&dir=desc/);
  await page.reload();
  await expect(keys).toHaveText(['a key of zoë', 'by admin 1', 'by admin 2']);
  await expect(column).toHaveAttribute('aria-sort', 'descending');
});
