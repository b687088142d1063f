import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { slimMonaco } from './src/ui/shared/editor/build/slim-monaco.ts';

const API = 'http://127.0.0.1:4200';

/** Leaves a .br and a .gz beside every file that gets smaller by it, so that the server never compresses files. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: (_config, { isSsrBuild }) => isSsrBuild !== true,
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|css|html|svg|txt|json|ttf|wasm)$/.test(name)) continue;
        const bytes = readFileSync(join(dir, name));
        // Above 9 brotli takes many times as long for a percent.
        const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
        if (brotli.length >= bytes.length) continue;
        writeFileSync(join(dir, `${name}.br`), brotli);
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes));
      }
    },
  };
}

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
    slimMonaco(),
    precompress(),
  ],
  // The development server bundles dependencies by itself: the editor has to be the same there.
  optimizeDeps: { rolldownOptions: { plugins: [slimMonaco()] } },
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', emptyOutDir: true, copyPublicDir: false }
    : {
        outDir: 'dist/ui',
        emptyOutDir: true,
        target: 'es2022',
        // Fonts and icons as data URLs would be sent again with every style sheet.
        assetsInlineLimit: 0,
        // Every browser that can run the rest of it knows how to preload modules.
        modulePreload: { polyfill: false },
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
    // Far above what any test takes: a busy machine is no failure.
    testTimeout: 30_000,
  },
}));
