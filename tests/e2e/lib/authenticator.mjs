// An authenticator without a browser: makes keys of each kind, and signs as WebAuthn wants it, or as an attacker would.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const bytes = (text) => Buffer.from(text, 'base64url');

const kinds = {
  ES256: {
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR.
    cose: ({ x, y }) =>
      Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        bytes(x),
        Buffer.from('225820', 'hex'),
        bytes(y),
      ]),
    sign: (key, data) => sign('sha256', data, key),
  },
  EdDSA: {
    make: () => generateKeyPairSync('ed25519'),
    cose: ({ x }) => Buffer.concat([Buffer.from('a4010103272006215820', 'hex'), bytes(x)]),
    sign: (key, data) => sign(null, data, key),
  },
  RS256: {
    make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    cose: ({ n, e }) =>
      Buffer.concat([
        Buffer.from('a401030339010020590100', 'hex'),
        bytes(n),
        Buffer.from('2143', 'hex'),
        bytes(e),
      ]),
    sign: (key, data) => sign('sha256', data, key),
  },
};

const present = 0x01;
const verified = 0x04;
const holdsKey = 0x40;

export class Authenticator {
  constructor(kind, { site, origin }) {
    this.kind = kinds[kind];
    this.pair = this.kind.make();
    this.site = site;
    this.origin = origin;
    this.id = randomBytes(32);
    this.uses = 0;
  }

  head(flags, site = this.site) {
    const rest = Buffer.alloc(5);
    rest[0] = flags;
    rest.writeUInt32BE(this.uses, 1);
    return Buffer.concat([sha256(site), rest]);
  }

  said(type, challenge, origin = this.origin) {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** What a browser brings after it asked for a new key. */
  make(question, { origin, site, flags = present | verified | holdsKey } = {}) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const data = Buffer.concat([
      this.head(flags, site),
      Buffer.alloc(16),
      length,
      this.id,
      this.kind.cose(this.pair.publicKey.export({ format: 'jwk' })),
    ]);
    return {
      client_data: this.said('webauthn.create', question.challenge, origin).toString('base64url'),
      authenticator_data: data.toString('base64url'),
    };
  }

  /** What it brings after it asked for a signature. */
  use(question, { origin, site, flags = present | verified, counts = true } = {}) {
    if (counts) this.uses += 1;
    const data = this.head(flags, site);
    const client = this.said('webauthn.get', question.challenge, origin);
    return {
      id: this.id.toString('base64url'),
      client_data: client.toString('base64url'),
      authenticator_data: data.toString('base64url'),
      signature: this.kind
        .sign(this.pair.privateKey, Buffer.concat([data, sha256(client)]))
        .toString('base64url'),
    };
  }
}
