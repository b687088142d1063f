import { createRequire } from 'node:module';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const API = 'http://127.0.0.1:4200';

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: './src/ui/routes',
      generatedRouteTree: './src/ui/app/route-tree.gen.ts',
      quoteStyle: 'single',
    }),
    react(),
  ],
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', emptyOutDir: true }
    : {
        outDir: 'dist/ui',
        emptyOutDir: true,
        target: 'es2022',
        // Fonts and icons as data URLs would be sent again with every style sheet.
        assetsInlineLimit: 0,
      },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: {
      '/graphql': API,
      '/session': API,
    },
  },
  test: {
    // Vite would load GraphQL's ES modules for our code while Yoga loads its CommonJS ones: two copies of each class.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
    include: ['src/**/*.test.{ts,tsx}'],
  },
}));
