import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Entries that the shell starts by themselves. */
function executable(): Plugin {
  return {
    name: 'executable',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.code.startsWith('#!')) chmodSync(join(dir, file.fileName), 0o755);
      }
    },
  };
}

/** What runs outside the page, by the mode that it is built in. */
const NODE_BUILDS: Readonly<Record<string, { readonly entries: readonly string[]; readonly isWhole: boolean }>> = {
  server: { entries: ['src/server/main.ts', 'src/server/admin/admin.ts'], isWhole: false },
  // Whole: several threads are started, each of which would look for hundreds of files.
  thread: { entries: ['src/server/store/sqlite/threads/thread.ts'], isWhole: true },
  client: { entries: ['src/client/index.ts'], isWhole: true },
  cli: { entries: ['src/cli/kv.ts', 'src/cli/prefect.ts'], isWhole: true },
};

export default defineConfig(({ mode, isSsrBuild }) => ({
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
    executable(),
  ],
  // The development server bundles dependencies by itself: the editor has to be the same there.
  optimizeDeps: { rolldownOptions: { plugins: [slimMonaco()] } },
  build: isSsrBuild
    ? {
        outDir: `dist/${mode}`,
        target: 'node20',
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: { input: [...(NODE_BUILDS[mode]?.entries ?? [])] },
      }
    : {
        outDir: 'dist/ui',
        emptyOutDir: true,
        target: 'es2022',
        rolldownOptions: {
          output: {
            // Few large files: each is a request, and each that imports another is a round trip. The editor and GraphiQL
            // stay by themselves.
            codeSplitting: {
              groups: [
                // The list and the shell around it.
                { name: 'list', tags: ['$initial'], priority: 3 },
                { name: 'sign-in', test: /src\/ui\/(?:routes\/sign-in|features\/auth\/SignInPage)\.tsx/, priority: 2 },
                // Fetched when the browser is idle.
                {
                  name: 'rest',
                  test: /src\/ui\/(?!shared\/editor\/monaco\/|features\/api\/|routes\/api\.)/,
                  priority: 1,
                },
                { name: 'editor', test: /src\/ui\/shared\/editor\/monaco\// },
                { name: 'explorer', test: /node_modules\/codemirror/ },
              ],
            },
          },
        },
        // Fonts and icons as data URLs would be sent again with every style sheet.
        assetsInlineLimit: 0,
        // Every browser that can run the rest of it knows how to preload modules.
        modulePreload: {
          polyfill: false,
          // Which script needs which others would be a long list in the first download; what is loaded on request is
          // fetched ahead when the browser is idle anyway.
          resolveDependencies: (_file, dependencies, { hostType }) =>
            hostType === 'html' ? dependencies : dependencies.filter((dependency) => dependency.endsWith('.css')),
        },
      },
  // Compiled code cannot be put into a file of ours.
  ssr:
    isSsrBuild && NODE_BUILDS[mode]?.isWhole ? { noExternal: true, external: ['better-sqlite3'], target: 'node' } : {},
  // Otherwise what is built in would ask for a process that browsers do not have.
  define: isSsrBuild && mode === 'client' ? { 'process.env.NODE_ENV': '"production"' } : {},
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: {
      '/graphql': API,
      '/session': API,
    },
  },
  test: {
    // Vite would load GraphQL's ES modules for our code while packages load its CommonJS ones: two copies of each class.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
    include: ['src/**/*.test.{ts,tsx}'],
    // The only limits there are, far above what any test takes: a machine that is busy or slow makes no test fail.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // They start faster than processes.
    pool: 'threads',
    // By default one less than there are processors.
    maxWorkers: '100%',
  },
}));
