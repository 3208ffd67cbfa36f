import { useEffect, useMemo, useState } from 'react';
import type { WrittenVersion } from '../../state/catalogQueries';
import * as draft from './draftState';

/** What was being written when its page was left: it is there again on coming back, until the tab is closed. */
const unsaved = new Map<string, draft.DraftState>();

/** Whether something that was written to this version is not saved yet. */
export function isUnsaved(id: string): boolean {
  return unsaved.has(id);
}

function warn(event: BeforeUnloadEvent) {
  if (unsaved.size > 0) event.preventDefault();
}

/** A draft in a person's hands. */
export interface Draft {
  state: draft.DraftState;
  isKept: boolean;
  edit: (tag: string, change: (content: draft.Content) => draft.Content) => void;
  /** One document becomes what `change` makes of its text. */
  write: (tag: string, document: string, change: (text: string) => string) => void;
  seal: () => void;
  undo: () => void;
  redo: () => void;
  discard: () => void;
  sending: () => void;
  takeTheirs: () => void;
  keepMine: () => void;
}

export function useDraft(version: WrittenVersion): Draft {
  const [state, setState] = useState(() => unsaved.get(version.id) ?? draft.begin(version));
  const isKept = draft.isKept(state);
  useEffect(() => setState((before) => draft.arrived(before, version)), [version]);
  useEffect(() => {
    if (isKept || version.state !== 'draft') unsaved.delete(version.id);
    else unsaved.set(version.id, state);
  }, [version, state, isKept]);
  useEffect(() => {
    // The same function is listened to once; it stays, for what is unsaved outlives this page.
    addEventListener('beforeunload', warn);
  }, []);
  const acts = useMemo(() => {
    const edit: Draft['edit'] = (tag, change) =>
      setState((before) => draft.edit(before, tag, change));
    return {
      edit,
      write: (tag: string, document: string, change: (text: string) => string) =>
        edit(tag, ({ title, documents }) => ({
          title,
          documents: documents.map((one) =>
            one.name === document ? { ...one, text: change(one.text) } : one,
          ),
        })),
      seal: () => setState(draft.seal),
      undo: () => setState(draft.undo),
      redo: () => setState(draft.redo),
      discard: () => setState(draft.discard),
      sending: () => setState(draft.sending),
      takeTheirs: () => setState(draft.takeTheirs),
      keepMine: () => setState(draft.keepMine),
    };
  }, []);
  return { state, isKept, ...acts };
}
