import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EDITOR_FILES_ID, FIRST_ANSWERS_ID } from '#contract/page/first-requests.ts';
import { authenticate } from '../../auth/authenticate.ts';
import type { AppServices } from '../services.ts';
import { createFirstAnswers } from './first-answers.ts';
import { createReport } from './request-context.ts';

/**
 * Sends the page, at every address that is none of the server's own. For someone who is signed in it comes with the
 * answers to what it asks for first, as data that is not executed, so that it can show them after one round trip.
 */
export function createPage(
  services: AppServices,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const { uiDirectory, store, sessions } = services;
  const [head = '', tail = ''] = readFileSync(join(uiDirectory, 'index.html'), 'utf8').split(/(?=<\/head>)/, 2);
  const answerFirst = createFirstAnswers(services);
  const files = readdirSync(uiDirectory, { recursive: true, encoding: 'utf8' });
  const laterFiles = { rest: preloads(files, 'rest'), signIn: preloads(files, 'sign-in') };
  const editorLinks = preloads(files, 'editor', 'later');
  const editorFiles = editorLinks && `<template id="${EDITOR_FILES_ID}">${editorLinks}</template>`;

  return async (request, reply) => {
    const { headers, url } = request;
    // Only for a page that is shown, not for a script or an image of another page.
    const isShown = (headers['sec-fetch-dest'] ?? 'document') === 'document';
    const credentials = { authorization: undefined, tenantId: undefined, client: undefined, coreVersion: undefined };
    const report = createReport(request);
    const scope = isShown
      ? await authenticate(store, sessions, { ...credentials, cookie: headers.cookie }).catch(report.bug)
      : undefined;
    reply.type('text/html; charset=utf-8').header('vary', 'accept-encoding, cookie');
    if (!scope) return send(reply.header('cache-control', 'no-cache'), [head, laterFiles.signIn, editorFiles, tail]);

    const answers = await answerFirst(url, scope, report);
    // Nothing in it can end the element.
    const data = `<script type="application/json" id="${FIRST_ANSWERS_ID}">${answers.replaceAll('<', '\\u003c')}</script>`;
    const isList = /^\/(?:team\/kv\/?)?(?:\?|$)/.test(url) && !/[?&]deleted=/.test(url);
    return send(reply.header('cache-control', 'no-store'), [
      head,
      isList ? '' : laterFiles.rest,
      editorFiles,
      data,
      tail,
    ]);
  };
}

function send(reply: FastifyReply, parts: readonly string[]): FastifyReply {
  reply.compress(parts.join(''));
  return reply;
}

/**
 * Elements that fetch the script and the styles of a file of the build before a script asks for them: styles that are
 * needed `soon`, or later.
 */
function preloads(files: readonly string[], file: string, styles: 'soon' | 'later' = 'soon'): string {
  return files
    .filter((name) => name.startsWith(`assets/${file}-`))
    .map((name) => {
      if (name.endsWith('.js')) return `<link rel="modulepreload" crossorigin href="/${name}">`;
      if (!name.endsWith('.css')) return '';
      return `<link rel="${styles === 'soon' ? 'preload' : 'prefetch'}" as="style" crossorigin href="/${name}">`;
    })
    .join('');
}
