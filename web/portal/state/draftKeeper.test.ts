import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, DraftInput } from '../../api/types';
import { DraftKeeper } from './draftKeeper';

const input = (user: number): DraftInput => ({
  set: { quantities: { user } },
  step: 'summary',
  method: '',
});
const draft = (user: number): Draft => ({
  version: 1,
  set: { quantities: { user } },
  step: 'summary',
  method: '',
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('edits', () => {
  it('are saved once they rest, the newest only', async () => {
    const save = vi.fn(() => Promise.resolve());
    const keeper = new DraftKeeper(save);
    keeper.keep(input(1));
    keeper.keep(input(2));
    expect(save).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(save.mock.calls).toEqual([[input(2)]]);
  });

  it('that are dropped are not saved', async () => {
    const save = vi.fn(() => Promise.resolve());
    const keeper = new DraftKeeper(save);
    keeper.keep(input(1));
    keeper.drop();
    await vi.runAllTimersAsync();
    expect(save).not.toHaveBeenCalled();
  });

  it('are all saved when settled, also those of the page before', async () => {
    const order: string[] = [];
    let saved: () => void = () => undefined;
    const keeper = new DraftKeeper(() => new Promise<void>((done) => (saved = done)));
    keeper.keep(input(1));
    keeper.flush();
    const settled = keeper.settle().then(() => order.push('settled'));
    await Promise.resolve();
    order.push('saved');
    saved();
    await settled;
    expect(order).toEqual(['saved', 'settled']);
  });
});

describe('reading', () => {
  it('answers what the service has', async () => {
    const keeper = new DraftKeeper(() => Promise.resolve());
    expect(
      await keeper.read(
        () => Promise.resolve(draft(1)),
        () => undefined,
      ),
    ).toEqual(draft(1));
    const present = draft(2);
    expect(
      await keeper.read(
        () => Promise.resolve(draft(1)),
        () => present,
      ),
    ).toEqual(draft(1));
  });

  it('leaves an edit alone that is made before the reply comes', async () => {
    let known = draft(1);
    let reply: (one: Draft) => void = () => undefined;
    const keeper = new DraftKeeper(() => Promise.resolve());
    const read = keeper.read(
      () => new Promise((done) => (reply = done)),
      () => known,
    );
    await vi.advanceTimersByTimeAsync(0);
    known = draft(5);
    reply(draft(1));
    expect(await read).toEqual(draft(5));
  });

  it('saves first what waits, so that the reply has it', async () => {
    let held = draft(1);
    const keeper = new DraftKeeper((saved) => {
      held = draft(saved.set?.quantities?.user ?? 0);
      return Promise.resolve();
    });
    keeper.keep(input(7));
    expect(
      await keeper.read(
        () => Promise.resolve(held),
        () => draft(7),
      ),
    ).toEqual(draft(7));
  });
});
