/*
 * The first file that runs. It checks the version of Node before loading code that an older one cannot parse, and sets
 * NODE_ENV before loading GraphQL, which checks every type twice in development.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`kv-store: needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(1);
}
process.env.NODE_ENV ??= 'production';

const { run } = await import('./run.ts');
await run(process.argv.slice(2));

export {};
