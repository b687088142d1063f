import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeBuild } from './build-stamp.ts';

/*
 * Builds everything: `npm run build`. With `--if-changed`, only if the sources or what was built have changed since the
 * last build that went through: `npm start`.
 */

const STAMP = 'node_modules/.cache/kv-store/built';

const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === describeBuild();

if (!process.argv.includes('--if-changed') || !isBuilt()) {
  // From now on nobody may take what is there for whole.
  rmSync(STAMP, { force: true });
  try {
    execFileSync('npm', ['run', 'build:all', '--silent'], { stdio: 'inherit', shell: process.platform === 'win32' });
  } catch {
    // It has said why.
    process.exit(1);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, describeBuild());
}
