// What people have in hand when they sign in: a link to set a password, an authenticator.
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Caller } from './client.mjs';
import { binary, exampleCatalogs, root } from './demo.mjs';

export const password = 'correct horse battery';

/** The configuration with which an operator's commands meet the demo's store. */
async function operatorConfig(demo) {
  const file = join(demo.folder, 'operator.toml');
  const catalogs = await exampleCatalogs();
  await writeFile(
    file,
    `public_url = "${demo.base}"\nstore = "${demo.store}"\ncatalogs = ${JSON.stringify(catalogs)}\n`,
  );
  return file;
}

/** What an operator's command prints; fails as it fails. */
export async function operate(demo, command, ...words) {
  const config = ['--config', demo.file ?? (await operatorConfig(demo))];
  const { stdout } = await promisify(execFile)(binary, [command, ...config, ...words], {
    cwd: root,
    env: { ...process.env, ...demo.env },
  });
  return stdout.trim();
}

/** What the operator of a demo, or of a server with a configuration of its own, sends to whoever sets a password. */
export async function passwordLink(demo, vendor, email, staff) {
  const whom = ['--vendor', vendor, '--email', email, ...(staff ? ['--staff', staff] : [])];
  return operate(demo, 'password-link', ...whom);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32) {
  const bits = [...base32].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code an authenticator shows; `later` steps from the present one. */
export function codeOf(key, later = 0, now = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(now / 30_000) + later));
  const mac = createHmac('sha1', bytesOf(key)).update(counter).digest();
  const at = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Somebody whom nobody knows yet. */
export const stranger = (demo) => new Caller(demo.base, {});

/** A caller with the session that an answer opened. */
export async function personOf(demo, answer) {
  const cookie = answer.headers['set-cookie']?.[0] ?? '';
  const person = new Caller(demo.base, { Cookie: cookie.split(';')[0] });
  person.cookie = cookie;
  const { body } = await person.get('/v1/session');
  person.session = body;
  person.headers = { ...person.headers, 'X-CSRF-Token': body.csrf_token };
  return person;
}

/** Gives an address its password, and answers who is signed in then. */
export async function givePassword(demo, vendor, email) {
  const url = new URL(await passwordLink(demo, vendor, email));
  const answer = await stranger(demo).post('/v1/sign-in/new-password', {
    vendor,
    ticket: url.hash.slice(1),
    password,
  });
  return personOf(demo, answer);
}

/** The configuration is no secret, but what stands in it must not be the log's. */
export async function logOf(demo) {
  return readFile(demo.log, 'utf8');
}
