import type { Locator, Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane } from './setup/pair-page.ts';

/*
 * What the tasks of every day cost, in keys and clicks: a key, a click, or a text that the person has to think of
 * anyway, is one. A step more than here is a step back.
 */

/** Someone who counts what they do. */
class Person {
  steps = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(key: string): Promise<void> {
    this.steps += 1;
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.steps += 1;
    await this.#page.keyboard.type(text);
  }

  async click(place: Locator): Promise<void> {
    this.steps += 1;
    await place.click();
  }
}

const row = (page: Page, key: string) =>
  page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: key, exact: true });

test.beforeEach(async ({ server, signIn, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await server.set('etl/cursor', '{"at":1,"source":"a"}');
  await server.set('etl/next', '2');
  await signIn();
});

test('create by keyboard: n, key, Enter, value, Ctrl+Enter', async ({ page, server }) => {
  await page.goto('/team/kv');
  await row(page, 'etl/next').focus();
  const person = new Person(page);
  await person.press('n');
  await person.type('etl/new');
  await person.press('Enter');
  await person.type('42');
  await person.press('ControlOrMeta+Enter');
  await expect(pane(page, 'etl/new')).toBeVisible();
  expect(await server.get('etl/new')).toBe('42');
  expect(person.steps).toBe(5);
});

test('find and open: /, text, Enter; the next pair: j; leave the editor: Escape', async ({ page }) => {
  await page.goto('/team/kv');
  await row(page, 'etl/next').waitFor();
  const person = new Person(page);
  await person.press('/');
  await person.type('etl/');
  await person.press('Enter');
  await expect(pane(page, 'etl/cursor')).toBeVisible();
  expect(person.steps).toBe(3);

  await person.press('j');
  await expect(pane(page, 'etl/next')).toBeVisible();
  expect(person.steps).toBe(4);

  await editorOf(page).focus();
  await person.press('Escape');
  await expect(editorOf(page)).not.toBeFocused();
  await expect(pane(page, 'etl/next')).toBeVisible();
  expect(person.steps).toBe(5);
});

test('save after someone else changed another place: Ctrl+S', async ({ page, server }) => {
  await page.goto('/team/kv/etl%2Fcursor');
  await replaceText(page, page, '{"at":2,"source":"a"}');
  await server.set('etl/cursor', '{"at":1,"source":"b"}');
  const person = new Person(page);
  await person.press('ControlOrMeta+s');
  await expect(page.getByRole('region', { name: 'Message' })).toContainText('Saved as version 3');
  expect(await server.get('etl/cursor')).toBe('{"at":2,"source":"b"}');
  expect(person.steps).toBe(1);
});

test('what the last save changed: a click', async ({ page, server }) => {
  await server.set('etl/cursor', '{"at":7,"source":"a"}');
  await page.goto('/team/kv/etl%2Fcursor');
  const person = new Person(page);
  await person.click(pane(page, 'etl/cursor').getByRole('button', { name: 'Version 2' }));
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('1 → 7');
  expect(person.steps).toBe(1);
});

test('copy a text as it is: a click', async ({ page, server }) => {
  await server.set('sql', JSON.stringify('select 1\nfrom "t"'));
  await page.goto('/team/kv/sql');
  await expect(linesOf(pane(page, 'sql'))).toContainText('select 1');
  const person = new Person(page);
  await person.click(pane(page, 'sql').getByRole('button', { name: 'Copy value' }));
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('select 1\nfrom "t"');
  expect(person.steps).toBe(1);
});

test('delete by keyboard: Delete, Tab, Enter', async ({ page, server }) => {
  await page.goto('/team/kv');
  await row(page, 'etl/next').focus();
  const person = new Person(page);
  await person.press('Delete');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await person.press('Tab');
  await person.press('Enter');
  await expect(page.getByRole('region', { name: 'Message' })).toContainText('Deleted “etl/next”');
  expect(await server.get('etl/next')).toBeUndefined();
  expect(person.steps).toBe(3);
});

test('see what programs changed below etl/: its field, and etl/', async ({ page, server }) => {
  await server.set('other', '1');
  await page.goto('/team/activity');
  const list = page.getByRole('main');
  await expect(list.getByText('other')).toBeVisible();
  const person = new Person(page);
  await person.click(page.getByRole('textbox', { name: 'Key' }));
  await person.type('etl/');
  await expect(list.getByText('other')).toHaveCount(0);
  await expect(list.getByText('etl/next')).toBeVisible();
  expect(person.steps).toBe(2);
});

test('restore when the key is taken: Restore, and Restore under another name', async ({ page, server }) => {
  await server.delete(await server.set('gone', '1'));
  await server.set('gone', '2');
  await page.goto('/team/kv?deleted=1');
  const person = new Person(page);
  await person.click(page.getByRole('button', { name: 'Restore gone' }));
  await person.click(page.getByRole('dialog').getByRole('button', { name: /^Restore/ }));
  await expect(page.getByRole('region', { name: 'Message' })).toContainText('Restored');
  expect(await server.get('gone')).toBe('2');
  expect(person.steps).toBe(2);
});
