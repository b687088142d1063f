import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createAppRouter } from './router.ts';
import { SlowRequestNotice } from './shell/SlowRequestNotice.tsx';
import { theme } from './theme/theme.ts';

/** The name is known to public/color-scheme.js as well. */
const colorSchemeManager = localStorageColorSchemeManager({ key: 'kv-color-scheme' });

interface AppProps {
  queryClient: QueryClient;
  history?: RouterHistory;
}

export function App({ queryClient, history }: AppProps) {
  const [router] = useState(() => createAppRouter(queryClient, history));
  return (
    <MantineProvider theme={theme} colorSchemeManager={colorSchemeManager} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <SlowRequestNotice />
      </QueryClientProvider>
    </MantineProvider>
  );
}
