import type { CatalogDocument, WrittenVersion } from '../../state/catalogQueries';

/** What staff write: everything that an edit may change and saving sends. */
export interface Content {
  title: string;
  documents: CatalogDocument[];
}

/** A draft while it is written: what was read or saved last, what it is now, and what it was before each edit. */
export interface DraftState {
  base: WrittenVersion;
  now: Content;
  past: Content[];
  future: Content[];
  /** Edits of one field in a row are one edit, made anew from what was there before. */
  open?: string | undefined;
  /** Saved by somebody else since `base`, while there was something unsaved here. */
  theirs?: WrittenVersion | undefined;
  /** On its way to the service. */
  sent?: Content | undefined;
}

const stepsMax = 200;

export function begin(version: WrittenVersion): DraftState {
  return { base: version, now: contentOf(version), past: [], future: [] };
}

function contentOf({ title, documents }: WrittenVersion): Content {
  return { title, documents };
}

function isSame(one: Content, other: Content): boolean {
  return (
    one.title === other.title &&
    one.documents.length === other.documents.length &&
    one.documents.every(
      ({ name, text }, at) =>
        name === other.documents[at]?.name && text === other.documents[at]?.text,
    )
  );
}

export function isKept({ base, now }: DraftState): boolean {
  return isSame(contentOf(base), now);
}

export function edit(
  state: DraftState,
  tag: string,
  change: (content: Content) => Content,
): DraftState {
  const goesOn = state.open === tag && state.past.length > 0;
  const before = (goesOn && state.past.at(-1)) || state.now;
  const now = change(before);
  if (isSame(now, before)) {
    if (!goesOn) return state;
    return { ...state, now: before, past: state.past.slice(0, -1), open: undefined };
  }
  const past = goesOn ? state.past : [...state.past, state.now].slice(-stepsMax);
  return { ...state, now, past, future: [], open: tag };
}

/** What comes next is an edit of its own. */
export function seal(state: DraftState): DraftState {
  return state.open === undefined ? state : { ...state, open: undefined };
}

export function undo(state: DraftState): DraftState {
  const before = state.past.at(-1);
  if (!before) return state;
  return {
    ...state,
    now: before,
    past: state.past.slice(0, -1),
    future: [...state.future, state.now],
    open: undefined,
  };
}

export function redo(state: DraftState): DraftState {
  const next = state.future.at(-1);
  if (!next) return state;
  return {
    ...state,
    now: next,
    past: [...state.past, state.now],
    future: state.future.slice(0, -1),
    open: undefined,
  };
}

export function sending(state: DraftState): DraftState {
  return { ...state, sent: state.now, open: undefined };
}

/** What the service has now: our own saving, or somebody else's; what is unsaved here is written over by neither. */
export function arrived(state: DraftState, version: WrittenVersion): DraftState {
  const { base, now, sent } = state;
  if (version === base || version.revision < base.revision) return state;
  const theirs = contentOf(version);
  const isOurs = isSame(theirs, now) || (sent !== undefined && isSame(theirs, sent));
  if (version.revision === base.revision || isOurs)
    return { ...state, base: version, theirs: undefined, sent: undefined };
  if (isKept(state)) return begin(version);
  return { ...state, theirs: version, sent: undefined };
}

/** Goes on from what somebody else saved; what was written here is one step back. */
export function takeTheirs(state: DraftState): DraftState {
  if (!state.theirs) return state;
  return {
    base: state.theirs,
    now: contentOf(state.theirs),
    past: [...state.past, state.now],
    future: [],
  };
}

/** The next saving writes over what somebody else saved. */
export function keepMine(state: DraftState): DraftState {
  return state.theirs ? { ...state, base: state.theirs, theirs: undefined } : state;
}

/** Back to what is saved; one step back is what was written. */
export function discard(state: DraftState): DraftState {
  return seal(edit(seal(state), 'discard', () => contentOf(state.base)));
}
