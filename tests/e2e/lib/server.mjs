// `settle serve` with a configuration of its own, for what the demo does not have.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Caller } from './client.mjs';
import { binary, exampleCatalogs, root } from './demo.mjs';
import { until } from './runner.mjs';

export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A server on an empty store, with the example vendors and an API key of one of them. */
export async function startServer({ config = '', env = {}, vendor, host = '127.0.0.1' }) {
  const folder = await mkdtemp(join(tmpdir(), 'settle-serve-'));
  const port = await freePort();
  const base = `http://${host}:${port}`;
  const file = join(folder, 'settle.toml');
  const catalogs = await exampleCatalogs();
  await writeFile(
    file,
    `port = ${port}\npublic_url = "${base}"\nstore = "${join(folder, 'settle.db')}"\ncatalogs = ${JSON.stringify(catalogs)}\n${config}`,
  );
  const options = { cwd: root, env: { ...process.env, ...env } };
  const { stdout } = await promisify(execFile)(
    binary,
    ['create-key', '--config', file, '--vendor', vendor, '--name', 'test'],
    options,
  );
  const server = spawn(binary, ['serve', '--config', file], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ended = false;
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  server.on('exit', () => {
    ended = true;
  });
  await until('the server listens', () => {
    if (ended) throw new Error(`settle serve ended:\n${said}`);
    return said.includes('listens on');
  });
  return {
    base,
    folder,
    file,
    env,
    store: join(folder, 'settle.db'),
    said: () => said,
    api: new Caller(base, { Authorization: `Bearer ${stdout.trim()}` }),
    stop: async () => {
      server.kill('SIGTERM');
      await until('the server ends', () => ended);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
