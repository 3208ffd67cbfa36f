// `settle serve` with a mail server that wants encryption and a password.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { holds, same } from '../lib/check.mjs';
import { Caller } from '../lib/client.mjs';
import { binary, freePort, root } from '../lib/demo.mjs';
import { openMailbox } from '../lib/mailbox.mjs';
import { test, until } from '../lib/runner.mjs';

const run = promisify(execFile);
const password = 'correct horse battery';

async function certificate(folder) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert],
    ...subject,
  ]);
  return { key: await readFile(key), cert: await readFile(cert), file: cert };
}

class Served {
  constructor(folder, port) {
    Object.assign(this, { folder, port, log: '', config: join(folder, 'settle.toml') });
    this.store = join(folder, 'settle.db');
  }
  async start(mail, environment) {
    const keys = Object.entries(mail).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
    await writeFile(
      this.config,
      `port = ${this.port}\nstore = ${JSON.stringify(this.store)}\n` +
        `catalogs = [${JSON.stringify(join(root, 'examples/agorapulse/catalog.yaml'))}]\n` +
        `[bank]\nurl = "http://127.0.0.1:1"\napi_secret = "a"\nwebhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"\n` +
        `[mail]\n${keys.join('\n')}\n`,
    );
    this.process = spawn(binary, ['serve', '--config', this.config], {
      cwd: root,
      env: { ...process.env, ...environment },
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream.on('data', (chunk) => {
        this.log += chunk;
      });
    this.process.on('exit', (code) => {
      this.ended = `ended with ${code}`;
    });
    await until('the server listens', () => this.log.includes('Settle listens') || this.ended);
    if (this.ended) throw new Error(this.log);
    const { stdout } = await run(binary, ['create-key', '--config', this.config, '--vendor', 'agorapulse'], {
      cwd: root,
    });
    this.api = new Caller(`http://127.0.0.1:${this.port}`, { Authorization: `Bearer ${stdout.trim()}` });
    return this;
  }
  /** A trial begins, of which its owner is told. */
  async trial(name) {
    const email = `${name}@acme.example`;
    const { body } = await this.api.post(
      '/v1/customers',
      {
        name,
        country: 'FR',
        language: 'en',
        owner: { email, first_name: name, last_name: 'Ex', language: 'en' },
      },
      { expect: 201 },
    );
    await this.api.post(`/v1/customers/${body.id}/subscription/trial`);
    return email;
  }
  async stop() {
    if (!this.process || this.ended) return;
    this.process.kill('SIGTERM');
    await until('the server ends', () => this.ended);
  }
}

async function withServer(tls, mail, environment, body) {
  const folder = await mkdtemp(join(tmpdir(), 'settle-mail-'));
  let mailbox;
  let served;
  try {
    const { key, cert, file } = await certificate(folder);
    const answers = { login: (user, word) => user === 'settle' && word === password };
    mailbox = await openMailbox({
      tls: true,
      server: {
        ...{ key, cert, secure: tls === 'smtps', authOptional: false, disabledCommands: [] },
        onAuth: ({ username, password: word }, _session, done) =>
          answers.login(username, word)
            ? done(null, { user: username })
            : done(Object.assign(new Error('5.7.8 wrong password'), { responseCode: 535 })),
      },
    });
    served = new Served(folder, await freePort());
    const address = `${tls}://localhost:${mailbox.port}`;
    const settings = {
      server: address,
      user: 'settle',
      from: 'billing@vendor.example',
      ca_file: file,
      ...mail,
    };
    for (const name of Object.keys(settings)) if (settings[name] === null) delete settings[name];
    await served.start(settings, { SETTLE_MAIL_PASSWORD: password, ...environment });
    await body(served, mailbox);
    holds(!served.log.includes(password), 'the password is nowhere in the log');
    await served.stop();
    await run(binary, ['verify', '--store', served.store]);
  } finally {
    await served?.stop();
    await mailbox?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sends(tls) {
  await withServer(tls, {}, {}, async (served, mailbox) => {
    const email = await served.trial('anna');
    const mail = await mailbox.find('an encrypted mail', (one) => one.to.includes(email));
    same(mail.headers.from, '"Agorapulse" <billing@vendor.example>', 'the sender');
    same(mail.from, 'billing@vendor.example', 'where bounces go');
  });
}

const waits = (mail, environment, words) =>
  withServer('smtp', mail, environment, async (served, mailbox) => {
    await served.trial('anna');
    await until(`stderr says ${words}`, () => served.log.includes(words));
    await new Promise((done) => setTimeout(done, 1000));
    same(mailbox.mails.length, 0, 'nothing is sent');
    same(served.log.split(words).length, 2, 'it is said once');
  });

export async function encrypted() {
  await test('mail: STARTTLS with a password', () => sends('smtp'));
  await test('mail: smtps with a password', () => sends('smtps'));
  await test('mail: a wrong password sends nothing, loses nothing and is told once', () =>
    waits({}, { SETTLE_MAIL_PASSWORD: 'wrong' }, '5.7.8 wrong password'));
  await test('mail: a certificate that nobody vouches for sends nothing', () =>
    waits({ ca_file: null }, {}, 'SSL certificate problem'));
  await test('mail: a configuration that would send a password in the clear is refused', async () => {
    const mail = { server: 'smtp://mail.example', tls: 'if_offered', user: 'x', from: 'a@b.example' };
    const variables = Object.fromEntries(
      Object.entries(mail).map(([name, value]) => [`SETTLE_MAIL_${name.toUpperCase()}`, value]),
    );
    const failed = await run(binary, ['serve'], {
      cwd: tmpdir(),
      env: { ...process.env, ...variables },
    }).catch((error) => error);
    same(failed.code, 2, 'the exit status');
    holds(failed.stderr.includes('mail.tls') && failed.stderr.includes('in the clear'), failed.stderr);
  });
}
