import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PYTHON_CLIENT, PYTHON_CLIENT_DIRECTORY, PYTHON_CLIENT_MARKER, pythonClient } from './python-client.ts';

/*
 * Makes sure that the original Python client is there before its tests run, in an environment of its own. Never asks
 * anything: it runs without standard input too. Where it cannot be had the tests are skipped, but never in CI.
 */

/** The oldest that work come first, since the client is of 2022; `python3` is what most machines have. */
const NAMES = ['python3.11', 'python3.10', 'python3.9', 'python3', 'python3.12', 'python3.13', 'python'];
const VENV_PYTHON = join(PYTHON_CLIENT_DIRECTORY, 'bin/python');
const PIP_OPTIONS = ['install', '--quiet', '--no-input', '--disable-pip-version-check'];
/** Python 3.12 and later come without it, and the client or what it depends on may load `pkg_resources`. */
const SETUPTOOLS = 'setuptools<81';
const IMPORT = "import prefect.cli, prefect.backend; assert prefect.__version__ == '1.4.1'";

const say = (line: string) => process.stdout.write(`${line}\n`);

function run(command: string, options: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(command, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    // Nothing of the person's own set-up of the client is read, or written.
    env: { ...process.env, PREFECT__HOME_DIR: join(home, '.prefect'), DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 10 * 60_000,
  });
}

const works = (command: string, ...options: string[]) => run(command, options).status === 0;

/** The first name that is a Python which the client can run on; version managers have names without one behind. */
const findPython = () => NAMES.find((name) => works(name, '-c', 'import sys, venv; assert (3, 7) <= sys.version_info'));

/** Makes the environment, with what this Python has for that; resolves to how to call pip on it. */
function makeEnvironment(python: string): readonly [command: string, ...options: string[]] | undefined {
  const withPip = () => {
    rmSync(PYTHON_CLIENT_DIRECTORY, { recursive: true, force: true });
    return works(python, '-m', 'venv', PYTHON_CLIENT_DIRECTORY);
  };
  if (withPip()) return [VENV_PYTHON, '-m', 'pip'];
  // Debian has the part that puts pip there in a package of its own.
  if (works(python, '-m', 'pip', '--version')) {
    rmSync(PYTHON_CLIENT_DIRECTORY, { recursive: true, force: true });
    const isMade = works(python, '-m', 'venv', '--without-pip', PYTHON_CLIENT_DIRECTORY);
    if (isMade) return [python, '-m', 'pip', '--python', VENV_PYTHON];
  }
  return installWithApt('python3-venv') && withPip() ? [VENV_PYTHON, '-m', 'pip'] : undefined;
}

function installWithApt(name: string): boolean {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const script = `apt-get update && apt-get install -y --no-install-recommends ${name}`;
  const [command = '', ...options] = [...asRoot, 'sh', '-c', script];
  say(`Trying: ${script}`);
  return works(command, ...options);
}

/** What keeps the client from being installed; undefined once it is. */
function install(): string | undefined {
  const python = findPython() ?? (installWithApt('python3-venv') ? findPython() : undefined);
  if (python === undefined) return 'there is no Python 3.7 or newer';
  say(`Installing ${PYTHON_CLIENT} with ${python} for its tests, in ${PYTHON_CLIENT_DIRECTORY}`);
  const pip = makeEnvironment(python);
  if (!pip) return `${python} can make no environment with pip (Debian: apt-get install python3-venv)`;

  const [command, ...options] = pip;
  const pipInstall = (requirement: string) => run(command, [...options, ...PIP_OPTIONS, requirement]);
  const installed = pipInstall(PYTHON_CLIENT);
  if (installed.status !== 0) {
    const reason = installed.stderr.trim().split('\n').at(-1) ?? '';
    return `pip could not install ${PYTHON_CLIENT}: ${reason}`;
  }
  if (!works(VENV_PYTHON, '-c', IMPORT)) pipInstall(SETUPTOOLS);
  if (!works(VENV_PYTHON, '-c', IMPORT)) return `${PYTHON_CLIENT} does not run on ${python}`;
  writeFileSync(PYTHON_CLIENT_MARKER, PYTHON_CLIENT);
  return undefined;
}

const home = mkdtempSync(join(tmpdir(), 'kv-python-'));
const problem = pythonClient() === undefined ? install() : undefined;
rmSync(home, { recursive: true });

if (problem === undefined) {
  say(`Tests of the original Python client use ${VENV_PYTHON}`);
} else {
  const isForbidden = Boolean(process.env.CI);
  const consequence = isForbidden ? 'In CI they have to.' : 'They are skipped, since CI is not set.';
  process.stderr.write(
    `Tests of the original Python client cannot run: ${problem.replace(/\.$/, '')}. ${consequence}\n`,
  );
  if (isForbidden) process.exit(1);
}
