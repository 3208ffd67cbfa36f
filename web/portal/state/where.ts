/** What the address of a sign-in page says: for whom, to which pages, and the secret that was sent along. */
export interface Where {
  vendor: string;
  side: 'portal' | 'desk';
  /** A page of ours to open afterwards, or nothing. */
  to: string | undefined;
  /** Behind the #, which is never sent to a server. */
  secret: string;
}

const memory = 'settle.vendor';

/** Remembers whose portal this device was signed in to, so that it can be found again. */
export function rememberVendor(vendor: string): void {
  try {
    localStorage.setItem(memory, vendor);
  } catch {
    // Private windows may refuse storage; the address then has to say it.
  }
}

export function rememberedVendor(): string {
  try {
    return localStorage.getItem(memory) ?? '';
  } catch {
    return '';
  }
}

/** A path of our own pages only: what comes in an address may have been written by anybody. */
export function ownPath(path: string | null): string | undefined {
  return path && /^\/(portal|desk)(\/[\w./-]*)?$/.test(path) && !path.includes('..')
    ? path
    : undefined;
}

export function readWhere(location: Location): Where {
  const query = new URLSearchParams(location.search);
  return {
    vendor: query.get('vendor') ?? rememberedVendor(),
    side: query.get('side') === 'desk' ? 'desk' : 'portal',
    to: ownPath(query.get('to')),
    secret: location.hash.slice(1),
  };
}

/** The address of the page of signing in. */
export function signInPath(vendor: string, to?: string, side: Where['side'] = 'portal'): string {
  const query = new URLSearchParams({ vendor, side, ...(to ? { to } : {}) });
  return `/portal/sign-in?${query}`;
}
