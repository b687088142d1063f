/*
 * The first file that runs: looks at Node before anything is loaded that an older one cannot read, and says that this
 * is no development before GraphQL is loaded, which checks every type twice then.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`kv-store: needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(1);
}
process.env.NODE_ENV ??= 'production';

const { run } = await import('./run.ts');
await run();

export {};
