import { describe, expect, it } from 'vitest';
import type { WrittenVersion } from '../../state/catalogQueries';
import * as draft from './draftState';

const version = (revision: number, text: string) =>
  ({
    id: 'cat_1',
    title: 'T',
    state: 'draft',
    revision,
    documents: [{ name: 'catalog.yaml', text }],
    mistakes: [],
  }) as unknown as WrittenVersion;
const write = (state: draft.DraftState, tag: string, change: (text: string) => string) =>
  draft.edit(state, tag, (content) => ({
    ...content,
    documents: content.documents.map((one) => ({ ...one, text: change(one.text) })),
  }));
const textOf = ({ now }: draft.DraftState) => now.documents[0]?.text;

describe('an edit', () => {
  it('of one field is one step, made anew from what was there', () => {
    let state = draft.begin(version(1, 'a'));
    state = write(state, 'x', (text) => `${text}1`);
    state = write(state, 'x', (text) => `${text}12`);
    expect(textOf(state)).toBe('a12');
    state = write(draft.seal(state), 'x', (text) => `${text}!`);
    expect(textOf(state)).toBe('a12!');
    state = draft.undo(state);
    expect(textOf(state)).toBe('a12');
    state = draft.undo(state);
    expect([textOf(state), draft.isKept(state)]).toEqual(['a', true]);
    expect(textOf(draft.redo(draft.redo(state)))).toBe('a12!');
  });

  it('that comes back to what was there is none', () => {
    let state = draft.begin(version(1, 'a'));
    state = write(state, 'x', () => 'b');
    state = write(state, 'x', () => 'a');
    expect([state.past.length, draft.isKept(state)]).toEqual([0, true]);
  });

  it('can be taken back all at once, and that too', () => {
    const state = draft.discard(write(draft.begin(version(1, 'a')), 'x', () => 'b'));
    expect(textOf(state)).toBe('a');
    expect(textOf(draft.undo(state))).toBe('b');
  });
});

describe('what the service has', () => {
  it('is what was sent: what was written meanwhile stays unsaved', () => {
    let state = draft.sending(write(draft.begin(version(1, 'a')), 'x', () => 'b'));
    state = write(state, 'y', () => 'c');
    state = draft.arrived(state, version(2, 'b'));
    expect([state.base.revision, textOf(state), state.theirs]).toEqual([2, 'c', undefined]);
    expect(draft.isKept(state)).toBe(false);
  });

  it('is taken over while nothing is unsaved', () => {
    const state = draft.arrived(draft.begin(version(1, 'a')), version(2, 'b'));
    expect([textOf(state), state.base.revision]).toEqual(['b', 2]);
  });

  it('is never written over unseen', () => {
    const mine = write(draft.begin(version(1, 'a')), 'x', () => 'b');
    const both = draft.arrived(mine, version(2, 'c'));
    expect([textOf(both), both.base.revision, both.theirs?.revision]).toEqual(['b', 1, 2]);
    const theirs = draft.takeTheirs(both);
    expect([textOf(theirs), theirs.base.revision, draft.isKept(theirs)]).toEqual(['c', 2, true]);
    expect(textOf(draft.undo(theirs))).toBe('b');
    const kept = draft.keepMine(both);
    expect([textOf(kept), kept.base.revision, draft.isKept(kept)]).toEqual(['b', 2, false]);
  });

  it('that is older is not looked at', () => {
    const state = draft.begin(version(2, 'a'));
    expect(draft.arrived(state, version(1, 'b'))).toBe(state);
  });
});
