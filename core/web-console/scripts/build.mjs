// The build as Maven calls it: it does only what has become necessary since the last call.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const openapi = resolve(root, process.env.OPENAPI ?? '../rest-api/target/generated/openapi/openapi.json');

function filesBelow(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesBelow(join(path, name)))
    : [path];
}

function fingerprint(...paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(resolve(root, path)))) {
    // Generated from the OpenAPI document, which is part of the fingerprint itself.
    if (!file.endsWith('schema.d.ts')) {
      hash.update(file.slice(root.length)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function unlessUpToDate(stamp, print, work) {
  const file = resolve(root, stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === print) {
    return;
  }
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, print);
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (error) {
    console.error(`npm could not be started: ${error.message}`);
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

unlessUpToDate('node_modules/.longji-lock', fingerprint('package-lock.json'), () => npm('ci'));
const inputs = ['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
unlessUpToDate('target/built', fingerprint(...inputs, openapi), () => npm('run', 'build'));
