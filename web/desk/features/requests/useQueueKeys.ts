import { useEffect, useRef } from 'react';

export interface QueueKeys {
  next: () => void;
  previous: () => void;
  take: () => void;
  help: () => void;
}

const fields = 'input, select, textarea, [contenteditable], dialog';

/** Keys for who has many requests to look through. Never while somebody types, or a dialog is open. */
export function useQueueKeys(keys: QueueKeys) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof Element && target.closest(fields)) return;
      if (document.querySelector('dialog[open]')) return;
      // Arrows scroll the page, unless somebody is among the rows already.
      const inRows = target instanceof Element && target.closest('.queue-table') !== null;
      const act: Record<string, (() => void) | undefined> = {
        j: latest.current.next,
        k: latest.current.previous,
        a: latest.current.take,
        '?': latest.current.help,
        ArrowDown: inRows ? latest.current.next : undefined,
        ArrowUp: inRows ? latest.current.previous : undefined,
      };
      const chosen = act[key];
      if (!chosen) return;
      event.preventDefault();
      chosen();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
