import type { PasskeyQuestion } from '../../api/types';

/** Bytes as the service reads and writes them. */
export function toBase64Url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (c) => c.charCodeAt(0));
}

/** Whether this browser, on this address, can have passkeys at all. */
export function hasPasskeys(): boolean {
  return window.isSecureContext && typeof window.PublicKeyCredential === 'function';
}

/** ES256, EdDSA, RS256: what the service verifies. */
const algorithms = [-7, -8, -257];

/** Lets an authenticator make a key; nothing when the person said no. */
export async function makePasskey(question: PasskeyQuestion) {
  const made = await navigator.credentials
    .create({
      publicKey: {
        challenge: fromBase64Url(question.challenge),
        rp: { id: question.site, name: question.site_name },
        user: {
          id: new TextEncoder().encode(question.person ?? ''),
          name: question.email ?? '',
          displayName: question.email ?? '',
        },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
        excludeCredentials: question.known.map((id) => ({
          type: 'public-key' as const,
          id: fromBase64Url(id),
        })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
      },
    })
    .catch(() => null);
  if (!(made instanceof PublicKeyCredential)) return undefined;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    client_data: toBase64Url(response.clientDataJSON),
    authenticator_data: toBase64Url(response.getAuthenticatorData()),
  };
}

/** Lets an authenticator sign; nothing when the person said no. */
export async function answerWithPasskey(question: PasskeyQuestion) {
  const used = await navigator.credentials
    .get({
      publicKey: {
        challenge: fromBase64Url(question.challenge),
        rpId: question.site,
        userVerification: 'required',
      },
    })
    .catch(() => null);
  if (!(used instanceof PublicKeyCredential)) return undefined;
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    id: toBase64Url(used.rawId),
    client_data: toBase64Url(response.clientDataJSON),
    authenticator_data: toBase64Url(response.authenticatorData),
    signature: toBase64Url(response.signature),
  };
}
