import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import '@fontsource-variable/geist/wght.css';
import '@fontsource-variable/geist-mono/wght.css';
import './app/theme/fonts.css';
import './app/theme/mantine.css';
import './app/theme/tokens.css';
import './app/theme/global.css';
import './app/theme/first-paint.css';
import { readFirstAnswers } from '#ui/shared/first-answers.ts';
import { surviveTranslation } from '#ui/shared/text/translated-text.ts';
import { createQueryClient } from './app/query-client.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');

surviveTranslation();
readFirstAnswers();
// As a transition, so that React draws it in pieces, between which the browser can answer a person.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <App queryClient={createQueryClient()} />
    </StrictMode>,
  ),
);
