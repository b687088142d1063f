/** The arrows of the house: ui → client → contract ← server; cli → client; within server http → graphql → store. */
const rooms = ['contract', 'client', 'server', 'cli', 'ui'];

const mayImport = {
  contract: [],
  client: ['contract'],
  server: ['contract'],
  cli: ['client', 'contract'],
  ui: ['client', 'contract'],
};

const isTest = '\\.(test|contract)\\.tsx?$|^src/testing/';

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...rooms.map((room) => ({
      name: `${room}-imports-${mayImport[room].join('-and-') || 'nothing-of-ours'}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: isTest },
      to: { path: '^src/', pathNot: `^src/(${[room, ...mayImport[room]].join('|')})/` },
    })),
    {
      name: 'graphql-does-not-know-http',
      severity: 'error',
      from: { path: '^src/server/graphql/', pathNot: isTest },
      to: { path: '^src/server/http/' },
    },
    {
      name: 'store-knows-neither-graphql-nor-http',
      severity: 'error',
      from: { path: '^src/server/store/', pathNot: isTest },
      to: { path: '^src/server/(http|graphql|auth)/' },
    },
    {
      name: 'features-meet-in-routes-only',
      severity: 'error',
      from: { path: '^src/ui/features/([^/]+)/', pathNot: isTest },
      to: { path: '^src/ui/(features|routes|app)/', pathNot: '^src/ui/features/$1/|^src/ui/app/tokens' },
    },
    ...[{ path: '^src/contract/credentials-file' }, { dependencyTypes: ['core'] }].map((to) => ({
      name: 'what-browsers-load-knows-no-files',
      severity: 'error',
      from: { path: '^src/(client|ui)/', pathNot: `${isTest}|/build/` },
      to,
    })),
    {
      name: 'only-the-transport-knows-urql',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/client/transport\\.ts$' },
      to: { path: 'node_modules/(@urql|wonka)' },
    },
    {
      name: 'only-the-live-feed-uses-the-binding-of-urql',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ui/(app|live)/' },
      to: { path: 'node_modules/urql/' },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?worker$|^monaco-editor' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
