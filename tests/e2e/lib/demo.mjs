// The program under test: one `settle demo` with a data folder and ports of its own.
import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { until } from './runner.mjs';

export const root = resolve(process.env.SETTLE_ROOT ?? '.');
export const binary = resolve(root, process.env.SETTLE ?? 'build/dev/settle');

/** The catalogs of the example vendors. */
export async function exampleCatalogs() {
  const examples = join(root, 'examples');
  const entries = await readdir(examples, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(examples, name, 'catalog.yaml'));
}

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

/** Reads what the demo prints: per vendor its key, its staff link, its customers and their links. */
export function parseLinks(text) {
  const vendors = [];
  let customer;
  for (const line of text.split('\n')) {
    const key = /^ {2}API key {2}(\S+)/.exec(line);
    const staff = /^ {2}Staff {4}(\S+)/.exec(line);
    const staffAs = /^ {2}Staff as (\S+)\s+(\S+)/.exec(line);
    const person = /^ {4}(\S+)\s+(.*?)\s+(http\S+)$/.exec(line);
    const name = /^ {2}(.+) \((\w+)(?:, ([\w-]+))?\)$/.exec(line);
    const vendor = vendors.at(-1);
    if (key && vendor) vendor.key = key[1];
    else if (staff && vendor) vendor.staff = staff[1];
    else if (staffAs && vendor) vendor.staffAs = { ...vendor.staffAs, [staffAs[1]]: staffAs[2] };
    else if (person && customer) customer.people.push({ role: person[1], name: person[2], link: person[3] });
    else if (name && vendor) {
      customer = { name: name[1], state: name[2], plan: name[3] ?? null, people: [] };
      vendor.customers.push(customer);
    } else if (/^\S/.test(line)) vendors.push({ name: line.trim(), customers: [] });
  }
  return Object.fromEntries(vendors.filter((vendor) => vendor.key).map((vendor) => [vendor.name, vendor]));
}

class Demo {
  constructor(folder, port, bankPort, more) {
    this.folder = folder;
    this.base = `http://127.0.0.1:${port}`;
    this.bankBase = `http://127.0.0.1:${bankPort}`;
    this.log = join(folder, 'demo.log');
    this.printed = '';
    this.ended = null;
    const log = createWriteStream(this.log);
    const data = join(folder, 'data');
    this.store = join(data, 'settle.db');
    this.process = spawn(
      binary,
      [
        'demo',
        '--data',
        data,
        '--port',
        String(port),
        '--bank-port',
        String(bankPort),
        '--examples',
        join(root, 'examples'),
        ...more,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.process.stdout.on('data', (chunk) => {
      this.printed += chunk;
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.pipe(log, { end: false });
    this.process.on('error', (error) => {
      this.ended = `cannot start ${binary}: ${error.message}`;
    });
    this.process.on('exit', (code, signal) => {
      this.ended ??= `ended with ${code ?? signal}`;
    });
  }

  async ready() {
    await until(
      'the demo is ready',
      async () => {
        if (this.ended) throw new Error(`${this.ended}\n${await readFile(this.log, 'utf8').catch(() => '')}`);
        return this.printed.includes('Test cards:');
      },
      { seconds: 60 },
    );
    this.vendors = parseLinks(this.printed);
    const secrets = await readFile(join(this.folder, 'data', 'demo.toml'), 'utf8');
    const secret = (name) => new RegExp(`${name} *= *['"]([^'"]+)['"]`).exec(secrets)?.[1] ?? '';
    this.bankSecret = secret('bank_api');
    this.webhookSecret = secret('bank_webhook');
    return this;
  }

  /** A configuration with which other commands find the demo's store. */
  async configuration() {
    const file = join(this.folder, 'demo-store.toml');
    const catalogs = Object.keys(this.vendors).map((name) =>
      join(root, 'examples', name.toLowerCase(), 'catalog.yaml'),
    );
    await writeFile(file, `store = ${JSON.stringify(this.store)}\ncatalogs = ${JSON.stringify(catalogs)}\n`);
    return file;
  }

  /** Throws what `settle verify` finds. */
  async verify() {
    try {
      await promisify(execFile)(binary, ['verify', '--store', this.store]);
    } catch (error) {
      throw new Error(`settle verify: ${error.stdout}${error.stderr}`);
    }
  }

  async expectNoFailures() {
    const lines = (await readFile(this.log, 'utf8')).split('\n');
    const bad = lines.filter((line) => /\b(ERROR|Sanitizer|terminate called|runtime error)\b/.test(line));
    if (bad.length > 0) throw new Error(bad.slice(0, 10).join('\n'));
    if (this.ended && this.ended !== 'ended with 0') throw new Error(this.ended);
  }

  async stop() {
    if (this.ended) return;
    this.process.kill('SIGTERM');
    await until('the demo ends', () => this.ended);
  }

  async discard() {
    if (!this.ended) {
      this.process.kill('SIGKILL');
      await until('the demo ends', () => this.ended);
    }
    if (!process.env.SETTLE_KEEP) await rm(this.folder, { recursive: true, force: true });
  }
}

/** A demo of its own, with `more` arguments. */
export async function startDemo(more = []) {
  const folder = await mkdtemp(join(tmpdir(), 'settle-e2e-'));
  const demo = new Demo(folder, await freePort(), await freePort(), more);
  return demo.ready().catch(async (error) => {
    await demo.discard();
    throw error;
  });
}
