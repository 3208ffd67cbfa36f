/** Who changed, as far as it is said: nobody named means that it may be anybody. */
export interface Change {
  customer?: string;
  /** Number of the customer's last event. */
  act?: number;
}

export interface Hearer {
  changed: (change: Change) => void;
  /** Whether changes are heard of at present; else whoever wants to know has to ask. */
  following: (isFollowing: boolean) => void;
}

/** What is used of the browser. */
export interface Surroundings {
  open: (path: string) => EventSource;
  page: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;
}

const surroundings: Surroundings = {
  open: (path) => new EventSource(path),
  get page() {
    return document;
  },
};

const closed = 2;
const askAgainAfter = 60_000;

/**
 * Follows what changes at `path` while the page is looked at: a page in the background takes no line, of which
 * browsers have few. `known` is the number of the last event that the page knows of. Returns how to end it.
 */
export function follow(
  path: string,
  known: number | undefined,
  { changed, following }: Hearer,
  { open, page }: Surroundings = surroundings,
): () => void {
  let line: EventSource | undefined;
  let last = known;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = () => {
    clearTimeout(timer);
    line?.close();
    line = undefined;
    following(false);
  };
  const begin = () => {
    const opened = open(path);
    line = opened;
    opened.addEventListener('ready', (event) => {
      const { act } = read(event);
      following(true);
      // Without a number nobody knows what was missed.
      if (act === undefined || act !== last) changed({});
      last = act;
    });
    opened.addEventListener('changed', (event) => {
      const change = read(event);
      if (change.act !== undefined && change.customer === undefined) last = change.act;
      changed(change);
    });
    opened.onerror = () => {
      following(false);
      // After a broken line browsers try again by themselves, after a refusal they do not.
      if (opened !== line || opened.readyState !== closed) return;
      end();
      timer = setTimeout(look, askAgainAfter);
    };
  };
  const look = () => {
    if (page.hidden) end();
    else if (!line) begin();
  };
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    page.removeEventListener('visibilitychange', look);
    end();
  };
}

function read(event: Event): Change {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as Change;
  } catch {
    // What cannot be read says at least that there was something.
    return {};
  }
}
