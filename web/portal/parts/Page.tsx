import { type ReactNode, useEffect, useRef } from 'react';
import { usePortal } from '../state/PortalContext';
import { SettingsTabs } from './SettingsTabs';

let pagesShown = 0;

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** At the right of the title. */
  aside?: ReactNode;
  /** Before the title: where we are in a sequence, or the way back. */
  before?: ReactNode;
  children: ReactNode;
}

/** One page of the portal: its name in the tab, its heading, which takes focus when it opens. */
export function Page({ title, lead, aside, before, children }: PageProps) {
  const { session } = usePortal();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${session.vendor.name}`;
  }, [title, session.vendor.name]);
  useEffect(() => {
    // Only when one page replaced another: a cold load leaves focus at the top, by the skip link.
    if (pagesShown > 0) heading.current?.focus({ preventScroll: true });
    pagesShown += 1;
  }, []);
  return (
    <div className="page stack gap-l">
      <header className="page-head stack gap-s">
        <SettingsTabs />
        {before}
        <div className="row wrap between">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {aside}
        </div>
        {lead && <div className="muted prose">{lead}</div>}
      </header>
      {children}
    </div>
  );
}
