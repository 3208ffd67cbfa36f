import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Change, follow } from './live';

/** A line as the browser has it, at which the test is the service. */
class Line extends EventTarget {
  readyState = 1;
  onerror: (() => void) | null = null;
  says(type: string, data: string) {
    this.dispatchEvent(new MessageEvent(type, { data }));
  }
  fails(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
  close() {
    this.readyState = 2;
  }
}

class Page extends EventTarget {
  hidden = false;
  turns(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function setUp(known?: number) {
  const lines: Line[] = [];
  const page = new Page();
  const changes: Change[] = [];
  const states: boolean[] = [];
  const end = follow(
    '/v1/live',
    known,
    {
      changed: (change) => changes.push(change),
      following: (isFollowing) => states.push(isFollowing),
    },
    {
      open: () => {
        const line = new Line();
        lines.push(line);
        return line as unknown as EventSource;
      },
      page: page as unknown as Document,
    },
  );
  const line = () => {
    const newest = lines.at(-1);
    if (!newest) throw new Error('no line was opened');
    return newest;
  };
  return { lines, line, page, changes, states, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a page that follows', () => {
  it('is told what changes, and of nothing it knows already', () => {
    const { line, changes, states } = setUp(7);
    line().says('ready', '{"act":7}');
    expect(changes).toEqual([]);
    expect(states).toEqual([true]);
    line().says('changed', '{"act":8}');
    line().says('changed', '{}');
    expect(changes).toEqual([{ act: 8 }, {}]);
  });

  it('asks anew for what happened before it listened, or while the line was broken', () => {
    const { line, changes, states } = setUp(7);
    line().says('ready', '{"act":9}');
    expect(changes).toEqual([{}]);
    line().fails(0);
    expect(states.at(-1)).toBe(false);
    line().says('ready', '{"act":9}');
    expect(changes).toEqual([{}]);
    expect(states.at(-1)).toBe(true);
    line().fails(0);
    line().says('ready', '{"act":10}');
    expect(changes).toEqual([{}, {}]);
  });

  it('asks anew with every beginning where no number says what was missed', () => {
    const { line, changes } = setUp();
    line().says('ready', '{}');
    line().says('changed', '{"customer":"cus_1","act":4}');
    line().says('ready', '{}');
    expect(changes).toEqual([{}, { customer: 'cus_1', act: 4 }, {}]);
  });

  it('holds no line in the background, and finds out what it missed', () => {
    const { lines, line, page, changes, states } = setUp(7);
    line().says('ready', '{"act":7}');
    page.turns(true);
    expect(line().readyState).toBe(2);
    expect(states.at(-1)).toBe(false);
    page.turns(false);
    expect(lines.length).toBe(2);
    line().says('ready', '{"act":8}');
    expect(changes).toEqual([{}]);
  });

  it('does not follow where it is refused, and asks again after a while', () => {
    const { lines, line, states } = setUp(7);
    line().fails(2);
    expect(states.at(-1)).toBe(false);
    vi.advanceTimersByTime(59_000);
    expect(lines.length).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(lines.length).toBe(2);
    line().says('ready', '{"act":7}');
    expect(states.at(-1)).toBe(true);
  });

  it('takes words it does not understand for a change of anybody', () => {
    const { line, changes } = setUp(7);
    line().says('changed', 'what?');
    expect(changes).toEqual([{}]);
  });

  it('ends for good', () => {
    const { lines, line, page, end } = setUp(7);
    end();
    expect(line().readyState).toBe(2);
    page.turns(false);
    vi.advanceTimersByTime(120_000);
    expect(lines.length).toBe(1);
  });
});
