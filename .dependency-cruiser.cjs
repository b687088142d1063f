/**
 * The arrows of the house: ui → client → contract ← server; cli → client; all may use json; what runs on a machine with
 * files may use local; within server http → graphql → store.
 */
const mayImport = {
  contract: [],
  json: ['contract'],
  local: ['contract'],
  client: ['json', 'local', 'contract'],
  server: ['json', 'local', 'contract'],
  cli: ['client', 'json', 'local', 'contract'],
  ui: ['client', 'json', 'contract'],
  scripts: ['contract'],
};
const rooms = Object.keys(mayImport);

/** The rooms of the feature kv, each with those it may import; its page, at the top, imports all of them. */
const kvRoomMayImport = {
  data: [],
  words: ['data'],
  key: ['data', 'words'],
  list: ['data', 'words', 'actions'],
  actions: ['data', 'words', 'key'],
  'pair/drafts': ['data', 'words'],
  'pair/merge': ['data', 'words', 'actions', 'pair/drafts'],
  'pair/use': ['data', 'words'],
  'pair/history': ['data', 'words'],
  'pair/edit': ['data', 'words', 'pair'],
  pair: ['data', 'words', 'actions'],
  create: ['data', 'words', 'key', 'actions', 'pair/drafts', 'pair/edit'],
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
      name: 'only-open-store-chooses-an-engine',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/server/store/(sqlite/|open-store\\.ts$)|${isTest}` },
      to: { path: '^src/server/store/sqlite/|node_modules/better-sqlite3' },
    },
    {
      name: 'features-meet-in-routes-only',
      severity: 'error',
      from: { path: '^src/ui/features/([^/]+)/', pathNot: isTest },
      to: {
        path: '^src/ui/(features|routes|app)/',
        pathNot: '^src/ui/features/($1|kv/(data|key|words))/',
      },
    },
    ...Object.entries(kvRoomMayImport).map(([room, rooms]) => ({
      name: `kv-${room.replaceAll('/', '-')}-imports-${rooms.join('-and-').replaceAll('/', '-') || 'no-other-room'}`,
      severity: 'error',
      from: { path: `^src/ui/features/kv/${room}/`, pathNot: isTest },
      to: {
        path: '^src/ui/features/kv/',
        pathNot: [room, ...rooms].map((name) => `^src/ui/features/kv/${name}/`).join('|'),
      },
    })),
    ...[{ path: '^src/local/credentials-file' }, { dependencyTypes: ['core'] }].map((to) => ({
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
