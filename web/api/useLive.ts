import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { onceNothingIsWritten } from './client';
import { follow } from './live';

let isFollowing = false;
const hearers = new Set<() => void>();

function setFollowing(now: boolean): void {
  if (now === isFollowing) return;
  isFollowing = now;
  for (const tell of hearers) tell();
}

function subscribe(tell: () => void): () => void {
  hearers.add(tell);
  return () => hearers.delete(tell);
}

/** Whether the page is told what changes; else whatever should be up to date is asked for from time to time. */
export function useIsFollowing(): boolean {
  return useSyncExternalStore(subscribe, () => isFollowing);
}

/**
 * What is the same whoever does something (texts, what is sold), what asks by itself until it is final, the books, which
 * are read by going over all of them, and what somebody is in the middle of writing: a draft is read over by nobody, and a summary does not become another one under
 * the finger that confirms it; whoever was slower is told by whom, with the fresh one.
 */
const untouched = [
  'messages',
  'offer',
  'help',
  'demo-clock',
  'sign-in',
  'code-key',
  'payment',
  'refresh',
  'draft',
  'preview',
  'what-if',
  'ledger',
];

let edited = 0;
let missed: (() => void) | undefined;

/** Somebody changes what is on the page: until they are done, it stays as they read it. */
export function keepWhileEdited(): () => void {
  edited += 1;
  return () => {
    edited -= 1;
    if (edited > 0) return;
    missed?.();
    missed = undefined;
  };
}

/**
 * The session becomes another one, and the page is left: what it shows is not for the new one to ask for. Returns the
 * way back, for when the session stays as it was.
 */
export async function keepWhileLeaving(client: QueryClient): Promise<() => void> {
  const stay = keepWhileEdited();
  await client.cancelQueries();
  return stay;
}

const restBefore = 100;
const restBetween = 2_000;

/** Reads anew what the page shows: several changes in a row at once, and none while something is being written. */
export class Refresher {
  private readonly client: QueryClient;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next = 0;

  constructor(client: QueryClient) {
    this.client = client;
  }

  ask(): void {
    if (this.timer) return;
    const wait = Math.max(restBefore, this.next - Date.now());
    this.timer = setTimeout(() => {
      // What is under way says itself what it changes, and leads to another page, perhaps.
      onceNothingIsWritten(() => this.refresh());
    }, wait);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private refresh(): void {
    if (!this.timer) return;
    this.timer = undefined;
    this.next = Date.now() + restBetween;
    if (edited > 0) {
      missed = () => this.ask();
      return;
    }
    void this.client.invalidateQueries({
      predicate: ({ queryKey: [name] }) => !untouched.includes(`${name}`),
    });
  }
}

/** Follows what changes at `path`; `known` is the number of the last event the page knows of, if it is one customer's. */
export function useLive(path: string, known?: number): void {
  const client = useQueryClient();
  // `known` says where to begin: what comes later is heard of.
  useEffect(() => {
    const refresher = new Refresher(client);
    const end = follow(path, known, {
      changed: () => refresher.ask(),
      following: setFollowing,
    });
    return () => {
      refresher.stop();
      end();
    };
  }, [client, path]);
}
