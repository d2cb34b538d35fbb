// Does a step of the console's build unless its result already stands for the same sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONTRACT = '../api/src/main/resources/openapi.yaml';
const LOCK = ['package.json', 'package-lock.json', '.npmrc'];
const SOURCES = [...LOCK, 'index.html', 'tsconfig.json', 'vite.config.ts', 'eslint.config.js', 'build', 'public', 'src', 'e2e', CONTRACT];
/** Written by the build itself. */
const GENERATED = join('src', 'api', 'schema.d.ts');

function filesOf(path) {
  if (!existsSync(path)) return [];
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesOf(join(path, name))) : [path];
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap(filesOf).filter((path) => path !== GENERATED)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function npm(...args) {
  const { status } = spawnSync('npm', ['--loglevel=error', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Does `work` unless `mark` says that it was done for these sources. */
function unlessDone(mark, sources, work) {
  const wanted = fingerprint(sources);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  rmSync(mark, { force: true });
  work();
  writeFileSync(mark, wanted);
}

mkdirSync('target', { recursive: true });
unlessDone(join('node_modules', '.lock-fingerprint'), LOCK, () => npm('ci', '--no-audit', '--no-fund'));
switch (process.argv[2]) {
  case 'build':
    unlessDone(join('target', '.built'), SOURCES, () => npm('run', '--silent', 'build'));
    break;
  case 'test':
    unlessDone(join('target', '.tested'), SOURCES, () => {
      npm('run', '--silent', 'lint');
      npm('test', '--silent');
    });
    break;
  default:
    console.error('usage: run.mjs build|test');
    process.exit(2);
}
