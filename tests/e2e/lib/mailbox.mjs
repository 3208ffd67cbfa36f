// A mail server that keeps what it takes, and can be told to refuse, to wait or to hang up.
import { SMTPServer } from 'smtp-server';
import { until } from './runner.mjs';

/** Decodes quoted-printable and encoded words, as far as Settle's mails use them. */
function decodeQuotedPrintable(text) {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decodeWords(text) {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?UTF-8\?B\?[^?]*\?=)+/g, (words) =>
      Buffer.concat(
        [...words.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map((word) => Buffer.from(word[1], 'base64')),
      ).toString('utf8'),
    );
}

function headersOf(text) {
  const headers = {};
  for (const line of text.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = decodeWords(line.slice(colon + 1).trim());
  }
  return headers;
}

/** A part as it stands between two boundaries: its headers, its body, and the parts in it. */
function partOf(raw) {
  const split = raw.indexOf('\r\n\r\n');
  const headers = headersOf(raw.slice(0, split));
  const body = raw.slice(split + 4);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => partOf(part.replace(/^\r\n/, '')))
    : [];
  return { headers, body, parts };
}

/** What a mail program shows of a message: its headers, its text, its HTML, and the files with it. */
export function parseMessage(raw) {
  const { headers, parts } = partOf(raw);
  const forms = {};
  const files = [];
  for (const part of parts.flatMap((one) => (one.parts.length > 0 ? one.parts : [one]))) {
    const [type] = part.headers['content-type'].split(';');
    const name = /filename="([^"]+)"/.exec(part.headers['content-disposition'] ?? '')?.[1];
    if (name) files.push({ name, type, bytes: Buffer.from(part.body, 'base64') });
    else forms[type] = decodeQuotedPrintable(part.body);
  }
  return { raw, headers, text: forms['text/plain'], html: forms['text/html'], files };
}

/** Listens until closed. `answers` may hold functions `recipient` and `message` that answer an Error to refuse. */
export async function openMailbox(options = {}) {
  const mails = [];
  const answers = {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.tls ? [] : ['STARTTLS'],
    logger: false,
    closeTimeout: 200,
    onRcptTo(address, session, done) {
      done(answers.recipient?.(address.address, session));
    },
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const refusal = answers.message?.(session);
        if (refusal) return done(refusal);
        const mail = parseMessage(Buffer.concat(chunks).toString('utf8'));
        mails.push({
          ...mail,
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((to) => to.address),
        });
        return done();
      });
    },
    ...options.server,
  });
  server.on('error', () => {});
  await new Promise((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const { port } = server.server.address();
  return {
    mails,
    answers,
    port,
    address: `smtp://127.0.0.1:${port}`,
    to: (email) => mails.filter((mail) => mail.to.includes(email)),
    /** The first mail that `wanted` answers true for; waits for it. */
    async find(what, wanted, seconds = 15) {
      let found;
      await until(`a mail: ${what}`, () => (found = mails.find(wanted)), { seconds });
      return found;
    },
    close: () => new Promise((done) => server.close(done)),
  };
}

export function refusal(code, message) {
  return Object.assign(new Error(message), { responseCode: code });
}
